import { createRegistry } from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { WorkerMetrics } from "./metrics.ts";
import { idleFacts } from "./testing/idle-facts.ts";

/** Series that one worker may have, whatever runs on it. */
const budget = 5_000;
const reasons = ["ok", "crash", "oom", "unresponsive", "killed"] as const;

test("a worker keeps its series in bounds: 1,000 apps that end in each way, the rest share a label", async () => {
  const registry = createRegistry({ version: "test" });
  const metrics = new WorkerMetrics(registry, { ...idleFacts, showsUsage: true });
  for (let i = 0; i < 1_000; i++)
    for (const reason of reasons) metrics.ended(`team-${i % 300}`, `app-${i}`, reason);
  for (const result of ["ok", "failed"] as const) metrics.started(result, 1);
  for (const result of ["relayed", "denied", "gone", "unreachable"] as const)
    metrics.linkAsked(result);
  const lines = (await registry.metrics()).split("\n");
  const series = lines.filter((line) => line !== "" && !line.startsWith("#"));
  const exits = series.filter((line) => line.startsWith("flotilla_app_exits_total{"));
  expect(exits).toHaveLength(501 * reasons.length);
  expect(exits.find((line) => line.includes('app="other",reason="oom"'))).toMatch(/ 500$/);
  // Each of those apps may have a series of either usage metric as well.
  expect(series.length + 2 * 501).toBeLessThan(budget);
});
