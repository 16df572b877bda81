import { createMemoryStore } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import type { ExitReport } from "../process/app-process-hooks.ts";
import { Exits } from "./exits.ts";

const report: ExitReport = {
  ...{ reason: "ok", code: 0, signal: null, wasReady: true, wasAsked: true, movesTo: undefined },
};

test.each([
  ["in good order has closed its sessions", false, undefined],
  ["because nobody used it leaves one that has not begun there", true, { owner: null, epoch: 1 }],
])("a process that ended %s", async (_, wasUnused, left) => {
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
  await new Exits().note("p1", report, store, wasUnused);
  const record = await store.sessions.get("s");
  expect(record && { owner: record.owner, epoch: record.epoch }).toEqual(left);
});
