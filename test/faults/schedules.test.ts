import process from "node:process";
import { expect, test } from "@jest/globals";
import { FaultCampaign } from "./fault-campaign.ts";
import { makeSchedule, type Step } from "./schedule.ts";

/** Less on a busy machine: a run begins only while there is time. */
const budgetMs = 75_000;

test("a seed makes one schedule", () => {
  expect(makeSchedule(7)).toEqual(makeSchedule(7));
  expect(makeSchedule(7)).not.toEqual(makeSchedule(8));
});

test("no schedule of faults loses or doubles a click, or leaves a session without its visitor", async () => {
  await using campaign = new FaultCampaign();
  const began = performance.now();
  let seed = 1;
  for (; seed <= 30 && performance.now() - began < budgetMs; seed++) {
    const { violations, lines, isStarved } = await campaign.run(seed);
    if (isStarved) continue; // a machine without time for us says nothing
    if (violations.length > 0) process.stdout.write(`seed ${seed}:\n${lines()}\n`);
    expect({ seed, violations }).toEqual({ seed, violations: [] });
  }
  process.stdout.write(`${seed - 1} schedules of faults\n`);
}, 180_000);

/** A machine falls silent until its sessions are elsewhere, and comes back while they are in use. */
const silence: readonly Step[] = Array.from({ length: 9 }, (_, n) => ({
  afterMs: n === 0 ? 100 : 1_000,
  fault: n === 0 ? "pause machine" : "clicks",
  target: 0,
  other: n,
  forMs: 3_000,
}));

test("a store without a fence is noticed", async () => {
  await using campaign = new FaultCampaign({ plant: "fence" });
  const { violations } = await campaign.run(2, { schedule: silence, tickMs: 20 });
  expect(violations.map(({ rule }) => rule)).toContain("fence");
}, 180_000);
