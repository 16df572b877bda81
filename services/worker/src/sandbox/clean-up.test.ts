import { expect, test } from "@jest/globals";
import { CleanUp } from "./clean-up.ts";

test("steps are undone from the last to the first, and one that fails is told and keeps no other", async () => {
  const done: string[] = [];
  const failed: unknown[] = [];
  const cleanUp = new CleanUp((error) => failed.push(error));
  const busy = new Error("EBUSY: resource busy");
  cleanUp.add(() => done.push("user id"));
  cleanUp.add(() => Promise.reject(busy));
  cleanUp.add(() => done.push("group"));
  await cleanUp.run();
  await cleanUp.run();
  expect([done, failed]).toEqual([["group", "user id"], [busy]]);
});
