import { expect, test } from "@jest/globals";
import { RunLease } from "./run-lease.ts";

test("a process whose worker has said nothing yet may run, later only as long as it was told", () => {
  let now = 1_000;
  const lease = new RunLease(() => now);
  expect(lease.isOver).toBe(false);
  lease.prolong(2_000);
  now = 2_000;
  expect(lease.isOver).toBe(false);
  now = 2_001;
  expect(lease.isOver).toBe(true);
});

test("what waits goes on once, when the worker has prolonged it and not by word that is out of date", () => {
  let now = 1_000;
  const lease = new RunLease(() => now);
  const told: string[] = [];
  lease.prolong(500);
  lease.whenProlonged(() => told.push("on"));
  lease.whenProlonged(() => told.push("gone"))();
  lease.prolong(900); // said before the machine stood still
  expect(told).toEqual([]);
  lease.prolong(1_500);
  now = 1_200;
  lease.prolong(1_600);
  expect(told).toEqual(["on"]);
});
