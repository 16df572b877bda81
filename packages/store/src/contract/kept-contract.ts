import { maxCheckpointBytes } from "@flotilla/protocol";
import { describe, expect, test } from "@jest/globals";
import type { ClaimRequest } from "../sessions.ts";
import type { StoreFactory } from "./open-store.ts";
import { fence, ids, minute, owner, request, session } from "./session-fixtures.ts";

const [one, two, three] = [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)];
const heir = { workerId: "w2", processId: "p2", socketPath: "/run/p2.sock" };
const claim: ClaimRequest = {
  owner: heir,
  release: "r1",
  claimId: "next",
  isSuspect: false,
  windowMs: minute,
};

/** The rules of sessions that outlive their process; a part of {@link sessionsContract}. */
export function keptContract(name: string, open: StoreFactory): void {
  describe(`kept sessions (${name})`, () => {
    test("[KS1] a session has kept nothing until its first checkpoint", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      expect(await sessions.kept("a")).toBeUndefined();
      expect(await sessions.kept("nobody")).toBeUndefined();
      await sessions.checkpoint("a", fence, { parts: {}, whole: true });
      expect(await sessions.kept("a")).toEqual({ release: "r1", parts: {} });
    });

    test("[KS2] parts are added, changed and removed one by one, or replaced as a whole", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      const kept = async () => (await sessions.kept("a"))?.parts;
      await sessions.checkpoint("a", fence, { parts: { m: one, "s:x": two }, whole: false });
      expect(await kept()).toEqual({ m: one, "s:x": two });
      await sessions.checkpoint("a", fence, { parts: { m: three, "c:1": one }, whole: false });
      expect(await kept()).toEqual({ m: three, "s:x": two, "c:1": one });
      await sessions.checkpoint("a", fence, { parts: { "s:x": null, no: null }, whole: false });
      expect(await kept()).toEqual({ m: three, "c:1": one });
      await sessions.checkpoint("a", fence, { parts: { m: two, "c:1": null }, whole: true });
      expect(await kept()).toEqual({ m: two });
    });

    test("[KS3] any bytes under any names are kept, each session's for itself", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      const all = Uint8Array.from({ length: 256 }, (_, i) => i);
      const names = ["", "s:__proto__", "constructor", "s:ünï:\u0000 \n", `c:${"x".repeat(500)}`];
      for (const id of ["a", "b"]) await sessions.create(session(id));
      const parts = Object.fromEntries(names.map((each) => [each, all]));
      await sessions.checkpoint("a", fence, { parts, whole: false });
      const kept = await sessions.kept("a");
      expect(Object.keys(kept?.parts ?? {}).sort()).toEqual(names.toSorted());
      for (const part of Object.values(kept?.parts ?? {})) expect([...part]).toEqual([...all]);
      expect(await sessions.kept("b")).toBeUndefined();
    });

    test.each([
      ["a later epoch", { epoch: 2, claimId: "claim" }, "unknown"],
      ["an earlier epoch", { epoch: 0, claimId: "claim" }, "gone"],
      ["another claim", { epoch: 1, claimId: "other" }, "gone"],
    ])("[KS4] %s changes nothing", async (_name, other, outcome) => {
      await using opened = await open();
      const { sessions } = opened.store;
      const created = await sessions.create(session("a"));
      const checkpoint = { parts: { m: one }, whole: true };
      expect(await sessions.checkpoint("a", other, checkpoint)).toBe(outcome);
      expect(await sessions.suspend("a", other)).toBeUndefined();
      expect([await sessions.kept("a"), await sessions.get("a")]).toEqual([undefined, created]);
      const suspended = await sessions.suspend("a", fence);
      expect(await sessions.claim("a", other, claim)).toBeUndefined();
      expect(await sessions.get("a")).toEqual(suspended);
      expect(await sessions.checkpoint("nobody", fence, checkpoint)).toBe("unknown");
    });

    test("[KS5] the parts of a session have a limit; what is over it changes nothing", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      const most = { m: one, "s:x": new Uint8Array(maxCheckpointBytes - 5) };
      expect(await sessions.checkpoint("a", fence, { parts: most, whole: false })).toBe("stored");
      for (const parts of [{ n: one }, { m: new Uint8Array(2) }, { "s:longer": one }])
        await expect(
          sessions.checkpoint("a", fence, { parts, whole: false }),
        ).rejects.toMatchObject({ code: "STATE_TOO_BIG" });
      expect(Object.keys((await sessions.kept("a"))?.parts ?? {}).sort()).toEqual(["m", "s:x"]);
      const swapped = { "s:x": null, "s:y": new Uint8Array(maxCheckpointBytes - 5) };
      expect(await sessions.checkpoint("a", fence, { parts: swapped, whole: false })).toBe(
        "stored",
      );
    });

    test("[KS6] what was kept ends with the session", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      for (const id of ["a", "b"]) {
        await store.sessions.create(session(id));
        await store.sessions.checkpoint(id, fence, { parts: { m: one }, whole: true });
      }
      await store.sessions.close("a", fence);
      await store.sessions.detach("b", fence, "c1");
      clock.advance(60 * minute);
      await store.sessions.expire(10);
      for (const id of ["a", "b"]) {
        expect(await store.sessions.kept(id)).toBeUndefined();
        await store.sessions.create(session(id));
        expect(await store.sessions.kept(id)).toBeUndefined();
      }
    });

    test("[KS7] a dead process's sessions are suspended and handed to one caller", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      const created = await sessions.create(session("a"));
      await sessions.create({ ...session("b"), owner: heir });
      const suspended = await Promise.all([
        sessions.suspendOwner("p1", "ended"),
        sessions.suspendOwner("p1", "ended"),
      ]);
      expect(suspended.flat()).toEqual([{ ...created, owner: null }]);
      expect(await sessions.get("a")).toEqual({ ...created, owner: null });
      expect((await sessions.get("b"))?.owner).toEqual(heir);
      expect(await sessions.count({ processId: "p1" })).toBe(0);
    });

    test("[KS8] a suspended session is attached, detached, closed and expires as any other", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      const { sessions } = store;
      for (const id of ["a", "b"]) await sessions.create(session(id));
      await sessions.suspendOwner("p1", "ended");
      await sessions.checkpoint("a", fence, { parts: { m: one }, whole: true });
      expect(await sessions.detach("a", fence, "c1")).toMatchObject({ state: "detached" });
      const back = await sessions.attach("a", fence, request("c2", null));
      expect(back).toMatchObject({ outcome: "attached", record: { owner: null, deadline: null } });
      await sessions.detach("a", fence, "c2");
      expect(await sessions.close("b", fence)).toMatchObject({ id: "b", owner: null });
      clock.advance(60 * minute);
      expect(ids(await sessions.expire(10))).toEqual(["a"]);
      expect(await sessions.kept("a")).toBeUndefined();
    });

    test("[KS9] one of all who claim a suspended session gets it, under the next epoch", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      const created = await sessions.create(session("a"));
      expect(await sessions.claim("a", fence, claim)).toBeUndefined();
      await sessions.suspendOwner("p1", "ended");
      const rival = { ...claim, owner, claimId: "rival" };
      const claims = await Promise.all([
        sessions.claim("a", fence, claim),
        sessions.claim("a", fence, rival),
      ]);
      const [claimed, ...others] = claims.filter((record) => record !== undefined);
      expect(others).toEqual([]);
      const winner = claimed?.claimId === "next" ? claim : rival;
      const { owner: taken, release, claimId } = winner;
      expect(claimed).toEqual({ ...created, owner: taken, release, claimId, epoch: 2 });
      expect(await sessions.get("a")).toEqual(claimed);
      expect(await sessions.count({ processId: taken.processId })).toBe(1);
      expect(ids(await sessions.suspendOwner(taken.processId, "ended"))).toEqual(["a"]);
    });

    test("[KS10] after a claim the former owner changes nothing any more", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      await sessions.checkpoint("a", fence, { parts: { m: one }, whole: true });
      await sessions.suspendOwner("p1", "ended");
      const late = { parts: { m: two }, whole: true };
      expect(await sessions.checkpoint("a", fence, late)).toBe("stored");
      const claimed = await sessions.claim("a", fence, { ...claim, release: "r2" });
      expect(await sessions.checkpoint("a", fence, { parts: { m: three }, whole: true })).toBe(
        "gone",
      );
      expect(await sessions.kept("a")).toEqual({ release: "r1", parts: { m: two } });
      if (claimed === undefined) throw new Error("expected the claim to succeed");
      await sessions.checkpoint("a", claimed, { parts: { n: one }, whole: false });
      expect(await sessions.kept("a")).toEqual({ release: "r2", parts: { m: two, n: one } });
    });

    test("[KS11] a session whose release was given up says so until it is claimed", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      expect(await sessions.suspendOwner("p1", "moved")).toMatchObject([{ isMoving: true }]);
      const claimed = await sessions.claim("a", fence, { ...claim, release: "r2" });
      expect(claimed).toMatchObject({ isMoving: false, release: "r2" });
    });

    test("[KS12] one session can be taken from an owner that does not have it", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      await sessions.create(session("a"));
      await sessions.create(session("b"));
      const taken = await Promise.all([sessions.suspend("a", fence), sessions.suspend("a", fence)]);
      expect(taken.filter((record) => record !== undefined)).toMatchObject([{ owner: null }]);
      expect((await sessions.get("b"))?.owner).toEqual(owner);
      expect(await sessions.suspend("nobody", fence)).toBeUndefined();
      expect(await sessions.suspend("b", fence, "moved")).toMatchObject({ isMoving: true });
      expect(await sessions.suspendOwner("p1", "ended")).toEqual([]);
    });

    test("[KS13] claims of suspects are counted while they follow within the window", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      let record = await store.sessions.create(session("a"));
      const recover = async (isSuspect: boolean): Promise<number> => {
        await store.sessions.suspend("a", record);
        const claimId = `${record.claimId}+`;
        const claimed = await store.sessions.claim("a", record, { ...claim, claimId, isSuspect });
        if (claimed === undefined) throw new Error("expected the claim to succeed");
        record = claimed;
        return claimed.recoveries;
      };
      expect([await recover(true), await recover(true)]).toEqual([1, 2]);
      expect(record.recoveriesSince).toBe(clock.now());
      clock.advance(minute - 1);
      expect([await recover(false), await recover(true)]).toEqual([2, 3]);
      clock.advance(1);
      expect([await recover(false), await recover(true)]).toEqual([3, 1]);
      expect([record.recoveriesSince, record.epoch]).toEqual([clock.now(), 7]);
    });
  });
}
