import { describe, expect, test } from "@jest/globals";
import type { Lines, Turn } from "../lines.ts";
import type { StoreFactory } from "./open-store.ts";
import { leaseMs, process } from "./process-fixtures.ts";

const line = { team: "t", app: "counter", release: "r1" };
const all = { loadFactor: 1 };

/** The rules of {@link Lines} that every driver keeps. */
export function linesContract(name: string, open: StoreFactory): void {
  describe(`lines (${name})`, () => {
    test("[LN1] who comes first stands first, whichever gateway they came to", async () => {
      await using opened = await open();
      const { lines } = opened.store;
      expect(await turns(lines, "a", "b")).toEqual([1, 2]);
      expect(await turns(lines, "c")).toEqual([3]);
      expect(await turns(lines, "b", "d", "a")).toEqual([2, 4, 1]);
    });

    test("[LN2] seats go to those in front; whoever is behind waits for them to be served", async () => {
      await using opened = await open();
      const { lines, processes } = opened.store;
      await turns(lines, "a", "b", "c", "d");
      await processes.register(process("p1", { capacity: 2 }), leaseMs);
      expect(await turns(lines, "c", "d")).toEqual([3, 4]);
      expect(await turns(lines, "b")).toEqual(["p1"]);
      expect(await turns(lines, "a", "c")).toEqual(["p1", 1]);
      expect(await turns(lines, "d")).toEqual([2]);
      await processes.unreserve("p1");
      expect(await turns(lines, "c", "d")).toEqual(["p1", 1]);
    });

    test("[LN3] newcomers do not take the seats of those who wait", async () => {
      await using opened = await open();
      const { lines, processes } = opened.store;
      await turns(lines, "a", "b");
      await processes.register(process("p1", { capacity: 3 }), leaseMs);
      expect(await processes.reserve("t", "counter", "r1", all)).toMatchObject({ outcome: "seat" });
      expect(await processes.reserve("t", "counter", "r1", all)).toEqual({ outcome: "full" });
      expect(await turns(lines, "a", "b")).toEqual(["p1", "p1"]);
    });

    test("[LN4] many who wait get every seat once", async () => {
      await using opened = await open();
      const { lines, processes } = opened.store;
      const tickets = Array.from({ length: 12 }, (_, i) => `t${i}`);
      await lines.turn(line, tickets, 100, leaseMs);
      await processes.register(process("p1"), leaseMs);
      await processes.register(process("p2"), leaseMs);
      const told = await Promise.all(tickets.map((ticket) => turns(lines, ticket)));
      const again = await turns(lines, ...tickets.slice(8));
      expect(told.flat().filter((one) => typeof one === "string")).toHaveLength(8);
      expect(again).toEqual([1, 2, 3, 4]);
      const taken = await processes.list("t", "counter");
      expect(taken.map(({ seats }) => seats)).toEqual([4, 4]);
    });

    test("[LN5] a line is not longer than it may be, and those in it stay", async () => {
      await using opened = await open();
      const { lines } = opened.store;
      const told = await lines.turn(line, ["a", "b", "c"], 2, leaseMs);
      expect(told).toMatchObject({ length: 2 });
      expect(told.turns.map(shown)).toEqual([1, 2, "full"]);
      expect((await lines.turn(line, ["b", "c"], 1, leaseMs)).turns.map(shown)).toEqual([
        2,
        "full",
      ]);
    });

    test("[LN6] who leaves or is not heard of any more makes room", async () => {
      await using opened = await open();
      const { lines, clock } = { ...opened.store, clock: opened.clock };
      await turns(lines, "a", "b", "c");
      await lines.leave(line, ["a", "nobody"]);
      await lines.leave(line, []);
      expect(await turns(lines, "b", "c")).toEqual([1, 2]);
      clock.advance(leaseMs - 1);
      expect(await turns(lines, "c")).toEqual([2]);
      clock.advance(1);
      expect(await turns(lines, "c", "d")).toEqual([1, 2]);
      expect(await turns(lines, "b")).toEqual([3]);
    });

    test("[LN7] other releases and processes that take nobody have nothing to do with a line", async () => {
      await using opened = await open();
      const { lines, processes } = opened.store;
      await turns(lines, "a");
      await processes.register(process("p1", { release: "r2" }), leaseMs);
      await processes.register(process("p2", { state: "draining" }), leaseMs);
      await processes.register(process("p3", { state: "taken", capacity: 1 }), leaseMs);
      expect(await turns(lines, "a")).toEqual([1]);
      expect(await processes.reserve("t", "counter", "r2", all)).toMatchObject({ outcome: "seat" });
    });
  });
}

async function turns(lines: Lines, ...tickets: string[]): Promise<(string | number)[]> {
  return (await lines.turn(line, tickets, 100, leaseMs)).turns.map(shown);
}

function shown(turn: Turn): string | number {
  if (turn.outcome === "seat") return turn.process.id;
  return turn.outcome === "waiting" ? turn.position : "full";
}
