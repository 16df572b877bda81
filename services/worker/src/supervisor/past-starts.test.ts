import { expect, test } from "@jest/globals";
import { PastStarts } from "./past-starts.ts";

const release = { id: "r1", team: "crew", app: "app" };

test("a start that waits for its release's next try is turned away at once when the worker leaves", async () => {
  const starts = new PastStarts();
  for (let n = 0; n < 5; n++) starts.crashed("r1", 10, true);
  const waiting = starts.pass(release);
  starts.stop();
  await expect(waiting).rejects.toMatchObject({ code: "DRAINING" });
  await expect(starts.pass({ ...release, id: "r2" })).rejects.toMatchObject({ code: "DRAINING" });
});

test("a release that did not come up says why until its next try, one that ends again and again that it does", async () => {
  const starts = new PastStarts();
  starts.failed("r1", "no such table");
  starts.crashed("r1", 10, false);
  await expect(starts.pass(release)).rejects.toThrow("no such table");
  for (let n = 0; n < 5; n++) starts.crashed("r2", 10, false);
  await expect(starts.pass({ ...release, id: "r2" })).rejects.toMatchObject({
    code: "APP_CRASHING",
  });
  expect(starts.backoffs).toBe(2);
});
