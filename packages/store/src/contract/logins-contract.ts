import { describe, expect, test } from "@jest/globals";
import type { PendingLogin } from "../logins.ts";
import type { NewSession } from "../sessions.ts";
import type { StoreFactory } from "./open-store.ts";

const ttlMs = 600_000;

/** The rules of sign-ins that every driver keeps. */
export function loginsContract(name: string, open: StoreFactory): void {
  describe(`logins (${name})`, () => {
    test("[LI1] a sign-in can be looked up as often as one likes, and taken once", async () => {
      await using opened = await open();
      const { logins } = opened.store;
      await logins.begin(login("s"), ttlMs);
      expect(await logins.find("t", "counter", "s")).toEqual(login("s"));
      expect(await logins.find("t", "counter", "s")).toEqual(login("s"));
      expect(await logins.take("t", "counter", "s")).toEqual(login("s"));
      expect(await logins.take("t", "counter", "s")).toBeUndefined();
      expect(await logins.find("t", "counter", "s")).toBeUndefined();
    });

    test("[LI2] of many who take a sign-in at once, one gets it", async () => {
      await using opened = await open();
      const { logins } = opened.store;
      await logins.begin(login("s"), ttlMs);
      const taken = await Promise.all(
        Array.from({ length: 20 }, () => logins.take("t", "counter", "s")),
      );
      expect(taken.filter((each) => each !== undefined)).toEqual([login("s")]);
    });

    test("[LI3] a sign-in that is not answered in time is unknown; its state is free again", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      await store.logins.begin(login("s"), ttlMs);
      clock.advance(ttlMs - 1);
      expect(await store.logins.find("t", "counter", "s")).toBeDefined();
      clock.advance(1);
      expect(await store.logins.find("t", "counter", "s")).toBeUndefined();
      expect(await store.logins.take("t", "counter", "s")).toBeUndefined();
      await store.logins.begin({ ...login("s"), sessionId: "another" }, ttlMs);
      expect((await store.logins.take("t", "counter", "s"))?.sessionId).toBe("another");
    });

    test("[LI4] a state that waits cannot be used again, and another app's is another one", async () => {
      await using opened = await open();
      const { logins } = opened.store;
      await logins.begin(login("s"), ttlMs);
      await expect(
        logins.begin({ ...login("s"), sessionId: "thief" }, ttlMs),
      ).rejects.toMatchObject({ code: "CONFLICT" });
      await logins.begin({ ...login("s"), app: "other", sessionId: "other" }, ttlMs);
      expect((await logins.take("t", "other", "s"))?.sessionId).toBe("other");
      expect(await logins.take("u", "counter", "s")).toBeUndefined();
      expect(await logins.take("t", "counter", "s")).toEqual(login("s"));
    });

    test("[LI5] hundreds of sign-ins that nobody answers do not disturb one that is", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      for (let i = 0; i < 250; i++) {
        await store.logins.begin(login(`old${i}`), ttlMs);
        clock.advance(ttlMs / 10);
      }
      await store.logins.begin(login("s"), ttlMs);
      expect(await store.logins.take("t", "counter", "s")).toEqual(login("s"));
      expect(await store.logins.find("t", "counter", "old0")).toBeUndefined();
    });

    test("[LI6] a browser's new secret is that of all its sessions of the app, and of no other", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      const before = await sessions.create(session("one", "old"));
      await sessions.create(session("two", "old"));
      await sessions.create({ ...session("other-app", "old"), app: "other" });
      await sessions.create(session("other-browser", "own"));
      await sessions.create(session("without", null));
      const changed = await sessions.renewSecret("t", "counter", "old", "new");
      expect(await sessions.get("one")).toEqual({ ...before, secretHash: "new" });
      expect(changed.map(({ id }) => id).sort()).toEqual(["one", "two"]);
      expect(changed).toContainEqual({ ...before, secretHash: "new" });
      const hashes = await Promise.all(
        ["two", "other-app", "other-browser", "without"].map(
          async (id) => (await sessions.get(id))?.secretHash,
        ),
      );
      expect(hashes).toEqual(["new", "old", "own", null]);
    });

    test("[LI7] secrets that begin alike are different ones", async () => {
      await using opened = await open();
      const { sessions } = opened.store;
      const [old, alike] = [`${"x".repeat(42)}1`, `${"x".repeat(42)}2`];
      for (const [id, hash] of Object.entries({ one: old, two: alike, three: old }))
        await sessions.create(session(id, hash));
      await sessions.renewSecret("t", "counter", old, "new");
      await sessions.close("one", { epoch: 1, claimId: "claim" });
      await sessions.renewSecret("t", "counter", alike, "newer");
      const found = await Promise.all(["two", "three"].map((id) => sessions.get(id)));
      expect(found.map((each) => each?.secretHash)).toEqual(["newer", "new"]);
    });
  });
}

function session(id: string, secretHash: string | null): NewSession {
  return {
    id,
    team: "t",
    app: "counter",
    release: "r1",
    state: "attached",
    owner: { workerId: "w1", processId: "p1", socketPath: "/run/p1.sock" },
    epoch: 1,
    claimId: "claim",
    connection: { gatewayId: "g1", id: "c1" },
    client: { ip: "192.0.2.1", userAgent: "test" },
    secretHash,
    ttlMs: 60_000,
  };
}

function login(state: string): PendingLogin {
  return {
    team: "t",
    app: "counter",
    state,
    sessionId: "session",
    completePageHtml: "<p>Done</p>",
    completeRoute: null,
  };
}
