import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Ahead } from "../support/ahead.ts";
import { ServedHost } from "../support/served-host.ts";
import { deployedTwins } from "../support/twins/deployed-twins.ts";
import { type Recording, twinsFolder, useTwin } from "./twin.ts";

const twins = readdirSync(twinsFolder);
const deployed = deployedTwins(twins, () => host);
const used = new Ahead(twins, async (name) => {
  expect(await deployed.use(name)).toMatchObject({ code: 0 });
  const recorded = JSON.parse(
    await readFile(new URL(`${name}/recorded.json`, twinsFolder), "utf8"),
  ) as Recording[];
  const shown = await useTwin(name, host.socketUrl("local", name), { quietMs: 50 }, recorded);
  return { recorded, shown };
});
let host: ServedHost;

beforeAll(async () => {
  host = await ServedHost.start(["--no-samples"]);
}, 60_000);

afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

test.each(twins)(
  "app %s shows after each step what its Python twin shows",
  async (name) => {
    const { recorded, shown } = await used.use(name);
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
