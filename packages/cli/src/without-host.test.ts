import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "@jest/globals";
import { CliWorld } from "./testing/cli-world.ts";
import { shop } from "./testing/shop-program.ts";

test.each([
  [["--version"], 0, /^\d+\.\d+\.\d+\n$/],
  [["--help"], 0, /Usage: flotilla/],
  [["serve", "--help"], 0, /FLOTILLA_GATEWAY_TRUSTED_PROXIES/],
  [["deploy", "--help"], 0, /--team <TEAM>/],
])("flotilla %j ends with %i and prints its answer", async (args, code, expected) => {
  await using world = await CliWorld.open(process.env);
  const result = await world.run(args);
  expect([result.code, result.stdout]).toEqual([code, expect.stringMatching(expected)]);
});

test.each([
  [["frobnicate"]],
  [["deploy"]],
  [["create", "x", "--template", "nope"]],
  [["serve", "--port", "http"]],
  [["serve", "--frob"]],
  [["serve", "--min-tier", "best"]],
  [["login"]],
  [["create", "Not A Name"]],
  [["quota", "--set", "processes=many"]],
])("wrong usage %j ends with 2, the reason on stderr", async (args) => {
  await using world = await CliWorld.open(process.env);
  const result = await world.run(args);
  expect([result.code, result.stdout]).toEqual([2, ""]);
  expect(result.stderr).not.toBe("");
});

test("a command that finds no host ends with 1 and says how to start one", async () => {
  await using world = await CliWorld.open(process.env);
  const result = await world.run(["apps"]);
  expect([result.code, result.stderr]).toEqual([1, expect.stringContaining("flotilla serve")]);
});

test("a host that does not answer is named", async () => {
  await using world = await CliWorld.open(process.env);
  const result = await world.run(["apps", "--url", "http://127.0.0.1:9", "--token", "x", "--json"]);
  expect(result.code).toBe(1);
  expect(result.stderr).toContain("http://127.0.0.1:9 does not answer");
  expect(result.json.at(-1)).toMatchObject({ event: "failed", code: "UNAVAILABLE" });
});

test("an app that create makes passes check, for every template", async () => {
  await using world = await CliWorld.open(process.env);
  for (const template of ["counter", "todo", "chat"]) {
    const created = await world.run(["create", template, "--template", template, "--json"]);
    expect(created.json).toEqual([
      { event: "created", app: template, template, folder: join(world.folder, template) },
    ]);
    const checked = await world.run(["check", template]);
    expect([checked.code, checked.stderr]).toEqual([0, ""]);
  }
  const again = await world.run(["create", "counter"]);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("not empty")]);
}, 60_000);

test("check shows type errors with their line, needs no tsconfig, and ends with 1", async () => {
  await using world = await CliWorld.open(process.env);
  await world.write({ "shop/main.ts": `${shop("x")}const size: number = "wide";\n` });
  const result = await world.run(["check", "shop", "--json"]);
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(/main\.ts:4:7: TS2322: .*\n {2}4 \| const size: number = "wide";/);
  expect(result.json[0]).toMatchObject({ event: "checked", ok: false, entry: "main.ts" });
});

test("a taken port is named, with what to do, and ends with 1", async () => {
  await using world = await CliWorld.open(process.env);
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? `${address?.port}` : "";
  const result = await world.run(["serve", "--port", port, "--internal-port", "0", "--no-samples"]);
  other.close();
  expect(result.code).toBe(1);
  expect(result.stderr).toContain(`port ${port} on 127.0.0.1 is in use`);
  expect(await readdir(join(world.folder, ".flotilla", "run")).catch(() => [])).toEqual([]);
});

test("bad settings are listed together, with 1", async () => {
  await using world = await CliWorld.open(process.env);
  await world.write({ "host.env": "FLOTILLA_GATEWAY_PORT=many\nFLOTILLA_GATEWAY_QUEUE=soon\n" });
  const result = await world.run(["serve", "--config", "host.env"]);
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(/FLOTILLA_GATEWAY_PORT[\s\S]*FLOTILLA_GATEWAY_QUEUE/);
});
