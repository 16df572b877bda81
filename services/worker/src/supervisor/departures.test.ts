import { FlotillaError } from "@flotilla/protocol";
import { createRegistry, silentLogger } from "@flotilla/service-kit";
import { createMemoryStore, type Processes, type SessionRecord } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { WorkerMetrics } from "../metrics.ts";
import type { AppProcessOrder } from "../process/app-process-order.ts";
import { idleFacts } from "../testing/idle-facts.ts";
import { Departures } from "./departures.ts";
import { ProcessVoice } from "./process-voice.ts";

const order = { id: "p1", team: "crew", app: "app", release: "r1" } as AppProcessOrder;

/** What takes sessions from a process, and a session of it without a client. */
async function open(unreserve?: Processes["unreserve"]) {
  const store = createMemoryStore();
  const { sessions, processes } = store;
  const session = await sessions.create({
    ...{ id: "s", team: "crew", app: "app", release: "r1", state: "detached", epoch: 1 },
    owner: { workerId: "w1", processId: "p1", socketPath: "/run/p1/app.sock" },
    ...{ claimId: "c", connection: null, secretHash: null, ttlMs: 60_000 },
    client: { ip: "203.0.113.7", userAgent: "test" },
  });
  await processes.register(
    {
      ...{ id: "p1", workerId: "w1", team: "crew", app: "app", release: "r1", state: "ready" },
      ...{ socketPath: "/run/p1/app.sock", capacity: 5 },
    },
    60_000,
    1,
  );
  const failing: Processes = new Proxy(processes, {
    get: (target, name) =>
      name === "unreserve" && unreserve
        ? unreserve
        : Reflect.get(target, name, target).bind(target),
  });
  const logger = silentLogger();
  const departures = new Departures({
    store: { sessions, processes: failing },
    metrics: new WorkerMetrics(createRegistry({ version: "test" }), idleFacts),
    voice: new ProcessVoice(store, logger),
    logger,
  });
  const leave = ({ epoch, claimId }: Pick<SessionRecord, "epoch" | "claimId">) =>
    departures.leave(order, { type: "leave", session: "s", epoch, claimId, to: "same" });
  return { store, session, leave };
}

test("a session that leaves has no owner and gives its seat back; one that has left already is gone", async () => {
  const { store, session, leave } = await open();
  expect(await leave(session)).toBe("left");
  expect(await store.sessions.get("s")).toMatchObject({ owner: null });
  expect(await store.processes.list("crew", "app")).toMatchObject([{ seats: 0 }]);
  expect(await leave(session)).toBe("gone");
});

test("a session that the store has taken has left, though its seat could not be given back", async () => {
  const away = () => Promise.reject(new FlotillaError("STORE_UNAVAILABLE", "away"));
  const { store, session, leave } = await open(away);
  expect(await leave(session)).toBe("left");
  expect(await store.sessions.get("s")).toMatchObject({ owner: null });
});
