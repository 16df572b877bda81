import { once } from "node:events";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { expect, test } from "@jest/globals";
import { CliWorld } from "./testing/cli-world.ts";
import { eventually } from "./testing/eventually.ts";
import { shop } from "./testing/shop-program.ts";

test("a host announces itself once, keeps its token to itself, and leaves nothing on SIGTERM", async () => {
  await using world = await CliWorld.open(process.env);
  const { child, ready } = await world.serve(["--no-samples", "--data", "data"]);
  const { mode } = await stat(ready.tokenFile);
  const token = (await readFile(ready.tokenFile, "utf8")).trim();
  const health = await fetch(new URL("/healthz", ready.internalUrl));
  const publicHealth = await fetch(new URL("/metrics", ready.url));
  const found = await world.run(["whoami", "--json"]);

  child.kill("SIGTERM");
  const [code] = await once(child, "exit");

  expect(code).toBe(0);
  expect(mode & 0o777).toBe(0o600);
  expect([health.status, publicHealth.status]).toEqual([200, 404]);
  expect(found.json).toEqual([{ event: "whoami", url: ready.url, team: null, role: "admin" }]);
  expect(await readdir(join(world.folder, "config")).catch(() => [])).toEqual([]);
  expect(await readdir(join(world.folder, "data", "run"))).toEqual([]);

  const second = await world.serve(["--no-samples", "--data", "data"]);
  expect((await readFile(second.ready.tokenFile, "utf8")).trim()).toBe(token);
}, 60_000);

test("dev announces the app, takes in changes, survives mistakes, and leaves nothing", async () => {
  await using world = await CliWorld.open(process.env);
  await world.write({ "shop/main.ts": shop("one") });
  const child = world.spawn(["dev", "shop/main.ts", "--json"]);
  const events: Record<string, unknown>[] = [];
  createInterface({ input: child.stdout ?? Readable.from([]) }).on("line", (line) =>
    events.push(JSON.parse(line)),
  );
  const told = (event: string) =>
    eventually(async () => events.find((each) => each.event === event));

  const ready = await told("ready");
  expect(String(ready.url)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/local\/shop\/$/);
  expect((await fetch(String(ready.url))).status).toBe(200);
  await world.write({ "shop/main.ts": "const broken = ;\n" });
  expect((await told("failed")).message).toContain("main.ts:1:16");
  await world.write({ "shop/main.ts": `${shop("two")}const size: number = "wide";\n` });
  await told("reloaded");
  await eventually(async () =>
    events.find((each) => each.event === "warning" && String(each.text).includes("TS2322")),
  );
  await eventually(async () => events.find((each) => each.text === "shop says two"));

  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(await readdir(join(world.folder, "config")).catch(() => [])).toEqual([]);
}, 60_000);
