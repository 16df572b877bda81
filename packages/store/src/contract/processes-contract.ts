import { describe, expect, test } from "@jest/globals";
import type { Processes } from "../processes.ts";
import type { StoreFactory } from "./open-store.ts";
import { leaseMs, process } from "./process-fixtures.ts";

const half = { loadFactor: 0.5 };
const all = { loadFactor: 1 };

/** The rules of {@link Processes} that every driver keeps. */
export function processesContract(name: string, open: StoreFactory): void {
  describe(`processes (${name})`, () => {
    test("[PR1] without a ready process there is no seat, and a draining one is not ready", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      expect(await reserve(processes, half)).toBe("none");
      await processes.register({ ...process("p1"), state: "draining" }, leaseMs);
      expect(await reserve(processes, half)).toBe("none");
    });

    test("[PR2] seats are given up to the load factor, then up to the capacity", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register(process("p1"), leaseMs);
      const outcomes: string[] = [];
      for (let i = 0; i < 3; i++) outcomes.push(await reserve(processes, half));
      for (let i = 0; i < 3; i++) outcomes.push(await reserve(processes, all));
      expect(outcomes).toEqual(["p1", "p1", "full", "p1", "p1", "full"]);
    });

    test("[PR3] the process with the most free seats is taken", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register(process("p1"), leaseMs);
      await reserve(processes, all);
      await processes.register(process("p2"), leaseMs);
      expect(await reserve(processes, all)).toBe("p2");
    });

    test("[PR4] many at once never get more seats than there are", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register(process("p1"), leaseMs);
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => reserve(processes, all)));
      expect(outcomes.filter((outcome) => outcome === "p1")).toHaveLength(4);
    });

    test("[PR5] a seat that is given back is free; giving back too much changes nothing", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register(process("p1"), leaseMs);
      await reserve(processes, all);
      for (let i = 0; i < 3; i++) await processes.unreserve("p1");
      await processes.unreserve("nobody");
      expect((await processes.list("t", "counter"))[0]?.seats).toBe(0);
    });

    test("[PR15] a process that the store has forgotten comes back with the seats that are taken", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register(process("p1"), leaseMs, 3);
      await processes.register(process("p1"), leaseMs, 1);
      expect((await processes.list("t", "counter"))[0]?.seats).toBe(3);
      expect([await reserve(processes, all), await reserve(processes, all)]).toEqual([
        "p1",
        "full",
      ]);
    });

    test("[PR16] seats are set right unless they have changed meanwhile", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register(process("p1"), leaseMs, 3);
      const seats = async () => (await processes.list("t", "counter"))[0]?.seats;
      await processes.recount("p1", 2, 1);
      expect(await seats()).toBe(3);
      await processes.recount("p1", 3, 1);
      await processes.recount("nobody", 0, 1);
      expect(await seats()).toBe(1);
    });

    test("[PR6] registering again changes the process and keeps its seats", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register(process("p1"), leaseMs);
      await reserve(processes, all);
      await processes.register({ ...process("p1"), state: "draining" }, leaseMs);
      expect(await processes.list("t", "counter")).toEqual([
        { ...process("p1"), state: "draining", seats: 1 },
      ]);
    });

    test("[PR7] a process lives as long as its lease is renewed", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      await store.processes.register(process("p1"), leaseMs);
      await store.processes.register(process("p2"), leaseMs);
      clock.advance(leaseMs - 1);
      expect(await store.processes.renew(["p1", "p3"], leaseMs)).toEqual(["p3"]);
      clock.advance(leaseMs - 1);
      expect((await store.processes.list("t", "counter")).map(({ id }) => id)).toEqual(["p1"]);
      expect(await store.processes.renew(["p2"], leaseMs)).toEqual(["p2"]);
    });

    test("[PR8] other apps and other releases have processes of their own", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register({ ...process("p1"), release: "r2" }, leaseMs);
      await processes.register({ ...process("p2"), app: "other" }, leaseMs);
      expect(await reserve(processes, all)).toBe("none");
      expect((await processes.list("t", "counter")).map(({ id }) => id)).toEqual(["p1"]);
    });

    test("[PR9] a removed process has no seats", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register(process("p1"), leaseMs);
      await processes.remove("p1");
      expect(await reserve(processes, all)).toBe("none");
    });

    test("[PR10] a process that was given up is gone for good, another one is not", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      expect(await processes.register(process("p1"), leaseMs)).toBe(true);
      await processes.register(process("p2"), leaseMs);
      await reserve(processes, all);
      await processes.giveUp("p1");
      await processes.giveUp("p1");
      await processes.giveUp("nobody");
      expect((await processes.list("t", "counter")).map(({ id }) => id)).toEqual(["p2"]);
      expect(await processes.renew(["p1", "p2"], leaseMs)).toEqual(["p1"]);
      expect(await processes.register(process("p1"), leaseMs)).toBe(false);
      expect(await processes.register(process("p2"), leaseMs)).toBe(true);
      expect((await processes.list("t", "counter")).map(({ id }) => id)).toEqual(["p2"]);
    });

    test("[PR11] a process that is taken gives no other seat, also after its own is given back", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register(process("p1", { capacity: 1 }), leaseMs);
      expect(await reserve(processes, all)).toBe("p1");
      await processes.register(process("p1", { capacity: 1, state: "taken" }), leaseMs);
      await processes.unreserve("p1");
      expect(await reserve(processes, all)).toBe("none");
      expect((await processes.list("t", "counter"))[0]).toMatchObject({ state: "taken", seats: 0 });
    });

    test("[PR12] an idle process retires, one with a seat taken does not, and nobody gets a seat after that", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.register(process("p1"), leaseMs);
      await reserve(processes, all);
      expect(await processes.retire("p1", { min: 0, spare: 0 })).toBe(false);
      await processes.unreserve("p1");
      expect(await processes.retire("p1", { min: 0, spare: 0 })).toBe(true);
      expect(await processes.retire("p1", { min: 0, spare: 0 })).toBe(false);
      expect(await processes.retire("nobody", { min: 0, spare: 0 })).toBe(false);
      expect(await reserve(processes, all)).toBe("none");
      expect(await processes.list("t", "counter")).toEqual([
        { ...process("p1"), state: "draining", seats: 0 },
      ]);
    });

    test("[PR13] of those that retire at once as many stay as the app keeps", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      const ids = ["p1", "p2", "p3", "p4"];
      for (const id of ids) await processes.register(process(id), leaseMs);
      await processes.register(process("old", { release: "r0" }), leaseMs);
      const retired = await Promise.all(
        ids.map((id) => processes.retire(id, { min: 2, spare: 0 })),
      );
      expect(retired.filter(Boolean)).toHaveLength(2);
    });

    test("[PR14] spare processes stay while any is in use, and no longer", async () => {
      await using opened = await open();
      const { processes } = opened.store;
      for (const id of ["p1", "p2", "p3"]) await processes.register(process(id), leaseMs);
      const used = await reserve(processes, all);
      const idle = ["p1", "p2", "p3"].filter((id) => id !== used);
      const keep = { min: 0, spare: 1 };
      expect([
        await processes.retire(idle[0] ?? "", keep),
        await processes.retire(idle[1] ?? "", keep),
      ]).toEqual([true, false]);
      await processes.unreserve(used);
      expect(await processes.retire(idle[1] ?? "", keep)).toBe(true);
    });
  });
}

async function reserve(processes: Processes, policy: { loadFactor: number }): Promise<string> {
  const got = await processes.reserve("t", "counter", "r1", policy);
  return got.outcome === "seat" ? got.process.id : got.outcome;
}
