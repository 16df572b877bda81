import { expect, test } from "@jest/globals";
import { AppFolders } from "../support/app-folders.ts";
import { ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

/** How many app processes the host has started. */
async function starts(host: ServedHost): Promise<number> {
  const metrics = await (await fetch(`${host.ready.internalUrl}/metrics`)).text();
  const lines = metrics.matchAll(/^flotilla_app_starts_total\{.*result="ok".*\} (\d+)$/gm);
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** What a new visitor sees. */
async function firstText(host: ServedHost, team: string, app: string): Promise<unknown> {
  await using client = await WireClient.open(host.socketUrl(team, app));
  return client.find({ c: "Text" }).value;
}

test("after a deploy or rollback every new session runs that release, on a process that is there already", async () => {
  await using host = await ServedHost.start(["--no-samples"]);
  await using folders = await AppFolders.open();
  const releases: string[] = [];
  for (const version of ["one", "two"]) {
    const program = `ft.run((page) => page.add(ft.Text("${version}")));`;
    const folder = await folders.write("shop", program);
    const { stdout, stderr, code } = await host.command("deploy", folder, "--json");
    expect([stderr, code]).toEqual(["", 0]);
    releases.push(String(JSON.parse(stdout.trim().split("\n").at(-1) ?? "").release));
    expect(await starts(host)).toBe(releases.length); // the one that the deploy tried
    expect(await firstText(host, "local", "shop")).toBe(version);
    expect(await starts(host)).toBe(releases.length);
  }
  expect((await host.command("rollback", "shop")).code).toBe(0);
  expect(await firstText(host, "local", "shop")).toBe("one");
  expect(await starts(host)).toBe(2);
}, 60_000);

test("the process of a deploy that nobody visits ends at its ordinary time, the page's GET starts another", async () => {
  await using host = await ServedHost.start(["--no-samples"], {
    FLOTILLA_WORKER_IDLE_TIMEOUT: "1s",
  });
  await using folders = await AppFolders.open();
  const folder = await folders.write("shop", 'ft.run((page) => page.add(ft.Text("shop")));');
  expect((await host.command("deploy", folder)).code).toBe(0);
  const idle = async () => {
    const metrics = await (await fetch(`${host.ready.internalUrl}/metrics`)).text();
    return Number(/^flotilla_app_processes\{.*state="idle".*\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
  };
  expect(await starts(host)).toBe(1);
  await until("the end of the idle process", async () => (await idle()) === 0);
  const page = await fetch(`${host.ready.url}/local/shop/`);
  expect(page.status).toBe(200);
  await page.arrayBuffer();
  await until("another process", async () => (await idle()) === 1);
  expect(await starts(host)).toBe(2);
}, 60_000);
