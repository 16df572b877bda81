import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ServedHost } from "../support/served-host.ts";
import { type Recording, twinsFolder, useTwin } from "./twin.ts";

let host: ServedHost;

beforeAll(async () => {
  host = await ServedHost.start(["--no-samples"]);
}, 60_000);

afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

test.each(readdirSync(twinsFolder))(
  "app %s shows after each step what its Python twin shows",
  async (name) => {
    const folder = new URL(`${name}/`, twinsFolder);
    const deployed = await host.command("deploy", fileURLToPath(folder), "--app", name, "--json");
    expect(deployed).toMatchObject({ code: 0 });
    const recorded = JSON.parse(
      await readFile(new URL("recorded.json", folder), "utf8"),
    ) as Recording[];

    const shown = await useTwin(name, host.socketUrl("local", name), { quietMs: 50 }, recorded);

    for (const [step, recording] of shown.entries()) {
      expect({ step, ...JSON.parse(JSON.stringify(recording)) }).toEqual({
        step,
        ...recorded[step],
      });
    }
    expect(shown.length).toBe(recorded.length);
  },
  60_000,
);
