import { expect, test } from "@jest/globals";
import { AppFolders, program } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const patienceMs = 30_000;

/** An app that counts in its store and shows its version; `migrate` as written. */
function shop(version: number, migrate = ""): string {
  return program(`ft.run((page) => {
  const { store } = page.session;
  const text = ft.Text("");
  const show = () => { text.value = "v${version}: " + (store.get("count") ?? 0) + " " + (store.get("from") ?? ""); };
  show();
  page.add(text, ft.Button("add", { onClick: () => { store.set("count", (store.get("count") ?? 0) + 1); show(); } }));
}${migrate === "" ? "" : `, { migrate: ${migrate} }`});`);
}

const moving = { deploy: { sessions: "move" } };
const textOf = (client: WireClient): string => String(client.find({ c: "Text" }).value);

async function shows(client: WireClient, text: string): Promise<void> {
  await until(
    `"${text}" instead of "${textOf(client)}"`,
    () => textOf(client).startsWith(text) || undefined,
    patienceMs,
  );
}

async function press(client: WireClient, text: string): Promise<void> {
  client.event({ c: "Button" }, "click");
  await shows(client, text);
}

interface World extends AsyncDisposable {
  readonly cluster: RunningCluster;
  readonly client: WireClient;
  deploy(source: string, settings?: object): Promise<string>;
}

/** A cluster with an app whose visitor has pressed once. */
async function open(): Promise<World> {
  const apps = await AppFolders.open();
  const cluster = await RunningCluster.start();
  const deploy = async (source: string, settings: object = {}): Promise<string> => {
    const file = JSON.stringify({ typecheck: "off", ...settings });
    const folder = await apps.write("shop", { "main.ts": source, "flotilla.json": file });
    const { code, stdout, stderr } = await cluster.command("deploy", folder, "--json");
    if (code !== 0) throw new Error(stderr);
    return String(
      (JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as { release: string }).release,
    );
  };
  await deploy(shop(1));
  const client = await WireClient.open(cluster.socketUrl("shop"), { isNumbering: true });
  await press(client, "v1: 1");
  const dispose = async (): Promise<void> => {
    await client[Symbol.asyncDispose]();
    await cluster[Symbol.asyncDispose]();
    await apps[Symbol.asyncDispose]();
  };
  return { cluster, client, deploy, [Symbol.asyncDispose]: dispose };
}

const logged = async (cluster: RunningCluster, text: string): Promise<string> => {
  const lines = async () =>
    (await cluster.command("logs", "shop")).stdout.split("\n").find((line) => line.includes(text));
  return await until(`"${text}" in the log`, lines, patienceMs);
};

test("sessions move to a release that asks for it, through migrate, and back with a rollback", async () => {
  await using world = await open();
  const { cluster, client, deploy } = world;
  await deploy(shop(2)); // it does not ask for it
  await using visitor = await WireClient.open(cluster.socketUrl("shop", 1), { isNumbering: true });
  expect(textOf(visitor)).toBe("v2: 0 ");
  await press(client, "v1: 2");

  const id = client.sessionId;
  await deploy(
    shop(
      3,
      "({ store, components }, from) => ({ store: { ...store, from: typeof from }, components })",
    ),
    moving,
  );
  await shows(client, "v3: 2 string");
  await shows(visitor, "v3: 0 string");
  await press(client, "v3: 3 string");
  expect(client.sessionId).toBe(id);
  expect(client.patchErrors).toEqual([]);

  const back = await deploy(shop(1), moving);
  expect((await cluster.command("rollback", "shop")).code).toBe(0);
  await shows(client, "v3: 3 string");
  expect((await cluster.command("rollback", "shop", "--to", back)).code).toBe(0);
  await shows(client, "v1: 3 string");
  await press(client, "v1: 4 string");
  expect(client.sessionId).toBe(id);
  await until(
    "the processes of other releases to end",
    async () => {
      const metrics = await Promise.all(
        cluster.ready.workers.map(async ({ internalUrl }) =>
          (await fetch(`${internalUrl}/metrics`)).text(),
        ),
      );
      const left = metrics
        .flatMap((text) => [
          ...text.matchAll(/^flotilla_app_processes\{state="(?:ready|idle)".* (\d+)$/gm),
        ])
        .reduce((sum, [, count]) => sum + Number(count), 0);
      return left <= 2 || undefined; // of the live one
    },
    patienceMs,
  );
}, 180_000);

test("a session whose state cannot be migrated stays on its release, and the log says why", async () => {
  await using world = await open();
  const { cluster, client, deploy } = world;
  const id = client.sessionId;
  await deploy(shop(2, '() => { throw new Error("no carts of before"); }'), moving);
  const line = await logged(cluster, "cannot be moved");
  expect(line).toMatch(/session [\w-]+ cannot be moved: migrate failed .*: no carts of before/);
  expect(line).not.toContain(id);
  await press(client, "v1: 2");
  await press(client, "v1: 3");
  expect(client.sessionId).toBe(id);
  await using visitor = await WireClient.open(cluster.socketUrl("shop", 1), { isNumbering: true });
  expect(textOf(visitor)).toBe("v2: 0 ");
  await deploy(shop(3), moving);
  await shows(client, "v3: 3");
}, 180_000);
