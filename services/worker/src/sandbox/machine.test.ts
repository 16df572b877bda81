import { expect, test } from "@jest/globals";
import { uidRange } from "./machine.ts";

test("apps get ids far above accounts where all ids exist", () => {
  const { first, count } = uidRange("         0          0 4294967295\n");
  expect(first).toBeGreaterThan(0x6000_0000);
  expect(first + count).toBeLessThan(0x7fff_ffff);
});

test("in a container's namespace they get ids that exist there", () => {
  const { first, count } = uidRange("         0     100000      65536\n");
  expect(first).toBeGreaterThan(1_000);
  expect(first + count).toBeLessThan(65_534);
});

test("where one id is mapped, there is no range", () => {
  expect(uidRange("      1000       1000          1\n").count).toBeLessThan(1_001);
  expect(uidRange("").count).toBe(0);
});
