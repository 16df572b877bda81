import { describe, expect, test } from "@jest/globals";
import type { Sessions } from "../sessions.ts";
import { keptContract } from "./kept-contract.ts";
import { lossContract } from "./loss-contract.ts";
import type { StoreFactory } from "./open-store.ts";
import { fence, fresh, ids, minute, owner, request, session } from "./session-fixtures.ts";

/** The rules of {@link Sessions} that every driver keeps. */
export function sessionsContract(name: string, open: StoreFactory): void {
  describe(`sessions (${name})`, () => {
    test("[SS1] a created session is found with all its fields", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      const created = await sessions.create(session("a"));
      expect(created).toEqual({
        ...session("a"),
        ...fresh,
        createdAt: opened.clock.now(),
        deadline: null,
      });
      expect(await sessions.get("a")).toEqual(created);
      expect(await sessions.get("b")).toBeUndefined();
    });

    test("[SS2] an id is given once", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      await expect(sessions.create(session("a"))).rejects.toMatchObject({ code: "CONFLICT" });
    });

    test("[SS3] a detached session has a deadline, an attached one has none", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      const detached = await sessions.detach("a", fence, "c1");
      expect(detached).toMatchObject({
        state: "detached",
        connection: null,
        deadline: opened.clock.now() + 60 * minute,
      });
      const attached = await sessions.attach("a", fence, request("c2", null));
      expect(attached).toMatchObject({
        outcome: "attached",
        record: {
          state: "attached",
          connection: { id: "c2" },
          deadline: null,
          client: { ip: "c2" },
        },
      });
    });

    test("[SS4] an old connection cannot detach what a newer one holds", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      await sessions.attach("a", fence, request("c2", "c1"));
      expect(await sessions.detach("a", fence, "c1")).toBeUndefined();
      expect((await sessions.get("a"))?.connection?.id).toBe("c2");
    });

    test("[SS5] of two that take over the same socket one wins", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      const outcomes = await Promise.all([
        sessions.attach("a", fence, request("c2", "c1")),
        sessions.attach("a", fence, request("c3", "c1")),
      ]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["attached", "busy"]);
    });

    test.each([
      ["epoch", { epoch: 2, claimId: "claim" }],
      ["claim", { epoch: 1, claimId: "other" }],
    ])("[SS6] another %s changes nothing", async (_name, other) => {
      await using opened = await open();
      const { sessions } = opened.store;
      const created = await sessions.create(session("a"));
      expect(await sessions.attach("a", other, request("c2", "c1"))).toEqual({ outcome: "gone" });
      expect(await sessions.detach("a", other, "c1")).toBeUndefined();
      expect(await sessions.close("a", other)).toBeUndefined();
      expect(await sessions.get("a")).toEqual(created);
    });

    test("[SS7] one of all who close a session gets its record", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      const closed = await Promise.all([sessions.close("a", fence), sessions.close("a", fence)]);
      expect(closed.filter((record) => record !== undefined)).toHaveLength(1);
      expect(await sessions.get("a")).toBeUndefined();
    });

    test("[SS8] a session expires at its deadline, not before, and to one caller", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      await store.sessions.create(session("a"));
      await store.sessions.detach("a", fence, "c1");
      clock.advance(60 * minute - 1);
      expect(await store.sessions.expire(10)).toEqual([]);
      clock.advance(1);
      const swept = await Promise.all([store.sessions.expire(10), store.sessions.expire(10)]);
      expect(ids(swept.flat())).toEqual(["a"]);
      expect(await store.sessions.get("a")).toBeUndefined();
    });

    test("[SS9] attached sessions never expire, and a return in time resets the deadline", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      await store.sessions.create(session("a"));
      await store.sessions.create(session("b"));
      await store.sessions.detach("b", fence, "c1");
      clock.advance(59 * minute);
      await store.sessions.attach("b", fence, request("c2", null));
      await store.sessions.detach("b", fence, "c2");
      clock.advance(59 * minute);
      expect(await store.sessions.expire(10)).toEqual([]);
      clock.advance(minute);
      expect(ids(await store.sessions.expire(10))).toEqual(["b"]);
    });

    test("[SS10] expiry and return are one decision: exactly one of them happens", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      await store.sessions.create(session("a"));
      await store.sessions.detach("a", fence, "c1");
      clock.advance(60 * minute);
      const [swept, attached] = await Promise.all([
        store.sessions.expire(10),
        store.sessions.attach("a", fence, request("c2", null)),
      ]);
      expect(swept.length === 1).toBe(attached.outcome === "gone");
    });

    test("[SS11] a sweep takes no more than its limit", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      await detachMany(store.sessions, 5);
      clock.advance(60 * minute);
      const first = await store.sessions.expire(3);
      const second = await store.sessions.expire(3);
      expect([first.length, second.length]).toEqual([3, 2]);
      expect(new Set(ids([...first, ...second])).size).toBe(5);
    });

    test("[SS12] a closed or expired session is gone from its process", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      for (const id of ["a", "b", "c"]) await store.sessions.create(session(id));
      await store.sessions.close("a", fence);
      await store.sessions.detach("b", fence, "c1");
      clock.advance(60 * minute);
      await store.sessions.expire(10);
      expect(ids(await store.sessions.suspendOwner("p1", "ended"))).toEqual(["c"]);
    });

    test("[SS13] sessions are counted by app, state, process and gateway", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      await sessions.create({ ...session("b"), app: "other" });
      await sessions.detach("a", fence, "c1");
      const counts = await Promise.all([
        sessions.count({}),
        sessions.count({ team: "t", app: "counter" }),
        sessions.count({ state: "detached" }),
        sessions.count({ state: "attached" }),
        sessions.count({ processId: "p1" }),
        sessions.count({ gatewayId: "g1" }),
        sessions.count({ team: "nobody", app: "counter" }),
      ]);
      expect(counts).toEqual([2, 1, 1, 1, 2, 1, 0]);
      await sessions.close("b", fence);
      await sessions.close("a", fence);
      const filters = [
        {},
        { state: "attached" },
        { processId: "p1" },
        { gatewayId: "g1" },
      ] as const;
      for (const filter of filters) expect(await sessions.count(filter)).toBe(0);
    });

    test("[SS14] what sessions have in common stays theirs when one of them ends or changes", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      const client = { ip: "192.0.2.7", userAgent: "Browser/1.0 ".repeat(20) };
      for (const id of ["a", "b", "c"]) await sessions.create({ ...session(id), client });
      await sessions.close("a", fence);
      const other = { ...request("c2", "c1"), client: { ip: "192.0.2.8", userAgent: "" } };
      await sessions.attach("b", fence, other);
      expect(await sessions.get("b")).toMatchObject({ owner, client: other.client });
      expect(await sessions.get("c")).toMatchObject({ owner, client });
      expect(await sessions.suspendOwner("p1", "ended")).toHaveLength(2);
      await sessions.attach("b", fence, { ...request("c3", "c2"), client });
      await sessions.close("c", fence);
      expect(await sessions.get("b")).toMatchObject({ owner: null, client });
    });
  });
  keptContract(name, open);
  lossContract(name, open);
}

async function detachMany(sessions: Sessions, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await sessions.create(session(`s${i}`));
    await sessions.detach(`s${i}`, fence, "c1");
  }
}
