import { createMemoryStore } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import type { ExitReport } from "../process/app-process-hooks.ts";
import { OverSessions } from "../process/over-sessions.ts";
import { Exits } from "./exits.ts";

const report: ExitReport = {
  ...{ reason: "ok", code: 0, signal: null, wasReady: true, wasAsked: true, movesTo: undefined },
};

test.each([
  ["that the process has ended itself is over with it", [1], undefined],
  ["that has never begun there goes on elsewhere", [], { owner: null, epoch: 1 }],
  ["that was ended there before it came back goes on elsewhere", [0], { owner: null, epoch: 1 }],
])("a session %s", async (_, ended, left) => {
  const store = createMemoryStore();
  await store.sessions.create({
    ...{ id: "s", team: "crew", app: "app", release: "r1", state: "attached", epoch: 1 },
    owner: { workerId: "w1", processId: "p1", socketPath: "/run/p1/app.sock" },
    claimId: "c",
    connection: null,
    client: { ip: "203.0.113.7", userAgent: "test" },
    secretHash: null,
    ttlMs: 60_000,
  });
  const over = new OverSessions(2);
  for (const epoch of ended) over.add({ id: "s", epoch });
  await new Exits().note("p1", report, over, store);
  const record = await store.sessions.get("s");
  expect(record && { owner: record.owner, epoch: record.epoch }).toEqual(left);
});
