import { expect, test } from "@jest/globals";
import { SteadyReach } from "./steady-reach.ts";

test("what is reached counts from the begin of the first look that succeeded since one that did not", async () => {
  let now = 0;
  const reach = new SteadyReach(() => now);
  expect(reach.ms).toBe(0);
  const look = Promise.withResolvers<string>();
  const watched = reach.watch(look.promise);
  now = 100;
  look.resolve("there");
  expect(await watched).toBe("there");
  expect(reach.ms).toBe(100);
  await reach.watch(Promise.resolve());
  now = 500;
  expect(reach.ms).toBe(500);
  await expect(reach.watch(Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(reach.ms).toBe(0);
  await reach.watch(Promise.resolve());
  now = 700;
  expect(reach.ms).toBe(200);
});
