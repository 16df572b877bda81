import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { hasBubblewrap, isRoot, openWorld, quietProgram } from "./world.ts";

const maxTier = hasBubblewrap && isRoot ? "full" : "none";

test("a process that the machine does not let start: others may, and the log says once which and why", async () => {
  await using world = await openWorld({ maxTier });
  await rm(join(world.folder, "data/run"), { recursive: true });
  for (let tries = 0; tries < 3; tries++) {
    await expect(world.run("crew", quietProgram)).rejects.toMatchObject({
      code: "NO_CAPACITY",
      message: expect.stringMatching(
        /"crew\/app": this worker could not launch it: ENOENT.*data\/run/,
      ),
    });
  }
  const told = world.logs().match(/"team":"crew","app":"app".*app process not launched/g);
  expect(told).toHaveLength(1);
});
