import process from "node:process";
import { expect, test } from "@jest/globals";
import { hasBubblewrap, isRoot, openWorld } from "./world.ts";

const maxTier = hasBubblewrap && isRoot ? "full" : "none";

test("an app and its further files can be read where the worker's umask keeps others out", async () => {
  const before = process.umask(0o077);
  try {
    await using world = await openWorld({ maxTier });
    const run = await world.run("crew", {
      "main.mjs": `import * as ft from "@flotilla/sdk"; import "./inner/more.mjs"; ft.run(() => {});`,
      "inner/more.mjs": "export {};",
    });
    expect(run.process.state).toBe("ready");
  } finally {
    process.umask(before);
  }
});
