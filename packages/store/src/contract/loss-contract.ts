import { maxCheckpointBytes } from "@flotilla/protocol";
import { describe, expect, test } from "@jest/globals";
import type { ClaimRequest, SessionRecord } from "../sessions.ts";
import type { Store } from "../store.ts";
import type { StoreFactory } from "./open-store.ts";
import { fence, ids, minute, owner, request, session } from "./session-fixtures.ts";

const [one, two] = [Uint8Array.of(1), Uint8Array.of(2)];
const heir = { workerId: "w2", processId: "p2", socketPath: "/run/p2.sock" };
const claim: ClaimRequest = {
  owner: heir,
  release: "r2",
  claimId: "next",
  isSuspect: false,
  windowMs: minute,
};

/** The rules of sessions in a store that has lost something; a part of {@link sessionsContract}. */
export function lossContract(name: string, open: StoreFactory): void {
  describe(`lost and found sessions (${name})`, () => {
    test("[LS1] a session that its owner tells of is there as before, without its socket", async () => {
      await using before = await open();
      await using after = await open();
      const created = await before.store.sessions.create({ ...session("a"), secretHash: "s" });
      const { sessions } = after.store;
      expect(await sessions.reassert(created, { m: one, n: two })).toBe("stored");
      const deadline = after.clock.now() + 60 * minute;
      const found = { ...created, state: "detached", connection: null, deadline };
      expect(await sessions.get("a")).toEqual(found);
      expect(await sessions.kept("a")).toEqual({ release: "r1", parts: { m: one, n: two } });
      await sessions.renewSecret("t", "counter", "s", "new");
      expect((await sessions.get("a"))?.secretHash).toBe("new");
      expect(await sessions.count({ processId: "p1" })).toBe(1);
      after.clock.advance(60 * minute);
      expect(ids(await sessions.expire(9))).toEqual(["a"]);
      expect(await sessions.count({})).toBe(0);
    });

    test("[LS2] telling again changes neither sockets nor deadlines, and brings what is kept", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      const created = await sessions.create(session("a"));
      await sessions.checkpoint("a", fence, { parts: { m: one }, whole: true });
      expect(await sessions.reassert(created, {})).toBe("stored");
      expect((await sessions.kept("a"))?.parts).toEqual({ m: one });
      expect(await sessions.reassert(created, { n: two })).toBe("stored");
      expect((await sessions.kept("a"))?.parts).toEqual({ n: two });
      expect(await sessions.get("a")).toEqual(created);
      const detached = await sessions.detach("a", fence, "c1");
      opened.clock.advance(minute);
      await sessions.reassert(created, {});
      expect(await sessions.get("a")).toEqual(detached);
      expect(await sessions.count({})).toBe(1);
    });

    test.each([
      ["a later claim", { epoch: 1, claimId: "claim" }, 1],
      ["another claim of the same epoch", { epoch: 2, claimId: "rival" }, 1],
    ])("[LS3] who is told of against %s has lost the session", async (_name, told) => {
      await using opened = await open();
      const { store } = opened;
      const claimed = await claimedBy(store, "a");
      expect(await store.sessions.reassert({ ...claimed, ...told, owner }, { m: two })).toBe(
        "gone",
      );
      expect(await store.sessions.get("a")).toEqual(claimed);
      expect(await store.sessions.kept("a")).toBeUndefined();
    });

    test("[LS4] an owner that the session was taken from cannot tell itself back", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      const created = await sessions.create(session("a"));
      const [suspended] = await sessions.suspendOwner("p1", "ended");
      expect(await sessions.reassert(created, { m: two })).toBe("gone");
      expect(await sessions.get("a")).toEqual(suspended);
    });

    test("[LS5] a claim that the store has forgotten is the owner's again, not the former one's", async () => {
      await using lost = await open();
      await using opened = await open();
      const { sessions } = opened.store;
      const created = await sessions.create(session("a"));
      const claimed = await claimedBy(lost.store, "a");
      expect(await sessions.reassert(claimed, { m: two })).toBe("stored");
      expect(await sessions.get("a")).toMatchObject({ ...claimed, connection: { id: "c1" } });
      expect(await sessions.reassert(created, { m: one })).toBe("gone");
      expect(await sessions.kept("a")).toEqual({ release: "r2", parts: { m: two } });
      expect([
        await sessions.count({ processId: "p1" }),
        await sessions.count({ processId: "p2" }),
      ]).toEqual([0, 1]);
    });

    test("[LS6] of two that tell of the same epoch one has the session", async () => {
      await using opened = await open();
      await using lost = await open();
      const claimed = await claimedBy(lost.store, "a");
      const { sessions } = opened.store;
      const outcomes = await Promise.all([
        sessions.reassert(claimed, {}),
        sessions.reassert({ ...claimed, claimId: "rival", owner }, {}),
      ]);
      expect(outcomes.sort()).toEqual(["gone", "stored"]);
    });

    test("[LS7] what is told has the limit of a checkpoint", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      const created = await sessions.create(session("a"));
      const parts = { m: new Uint8Array(maxCheckpointBytes) };
      await expect(sessions.reassert(created, parts)).rejects.toMatchObject({
        code: "STATE_TOO_BIG",
      });
    });

    test("[LS8] it is known which gateways hold which sockets, until they hold none", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      const { sessions } = store;
      for (const id of ["a", "b", "c"]) await sessions.create(session(id));
      const elsewhere = { ...request("c2", "c1"), connection: { gatewayId: "g2", id: "c2" } };
      await sessions.attach("c", fence, elsewhere);
      expect([...(await sessions.holders())].sort()).toEqual(["g1", "g2"]);
      expect(await sessions.heldBy("g2")).toEqual([
        { sessionId: "c", ...fence, connectionId: "c2" },
      ]);
      expect(await sessions.heldBy("g1")).toHaveLength(2);
      await sessions.detach("a", fence, "c1");
      await sessions.close("c", fence);
      await sessions.detach("b", fence, "c1");
      expect([await sessions.holders(), await sessions.heldBy("g1")]).toEqual([[], []]);
      clock.advance(60 * minute);
      expect(await sessions.expire(9)).toHaveLength(2);
    });

    test("[LS9] a memory keeps its name while nothing is lost, and grows older", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      const first = await store.memory();
      clock.advance(minute);
      const again = await store.memory();
      expect(again.name).toBe(first.name);
      expect(again.ageMs).toBeGreaterThanOrEqual(first.ageMs);
      expect(again.ageMs).toBeGreaterThanOrEqual(minute);
    });
  });
}

async function claimedBy(store: Store, id: string): Promise<SessionRecord> {
  await store.sessions.create(session(id));
  await store.sessions.suspendOwner("p1", "ended");
  const claimed = await store.sessions.claim(id, fence, claim);
  if (claimed === undefined) throw new Error("expected the claim to succeed");
  return claimed;
}
