import { describe, expect, test } from "@jest/globals";
import type { StoredLine } from "../logs.ts";
import type { NodeInfo } from "../nodes.ts";
import type { StoreFactory } from "./open-store.ts";

const leaseMs = 10_000;

/** The rules of nodes, bus and logs that every driver keeps. */
export function sharedContract(name: string, open: StoreFactory): void {
  describe(`nodes (${name})`, () => {
    test("[ND1] nodes are listed by kind, as last registered, until they are removed", async () => {
      await using opened = await open();
      const { nodes } = opened.store;
      await nodes.register(node("w1"), leaseMs);
      await nodes.register({ ...node("w1"), load: 3, state: "draining" }, leaseMs);
      await nodes.register({ ...node("g1"), kind: "gateway" }, leaseMs);
      expect(await nodes.list("worker")).toEqual([{ ...node("w1"), load: 3, state: "draining" }]);
      await nodes.remove("worker", "w1");
      expect(await nodes.list("worker")).toEqual([]);
      expect(await nodes.list("gateway")).toHaveLength(1);
    });

    test("[ND2] a node lives as long as its lease is renewed, and cannot renew a lost one", async () => {
      await using opened = await open();
      const { store, clock } = opened;
      await store.nodes.register(node("w1"), leaseMs);
      clock.advance(leaseMs - 1);
      expect(await store.nodes.renew("worker", "w1", leaseMs)).toBe(true);
      clock.advance(leaseMs);
      expect(await store.nodes.list("worker")).toEqual([]);
      expect(await store.nodes.renew("worker", "w1", leaseMs)).toBe(false);
    });
  });

  describe(`bus (${name})`, () => {
    test("[BU1] every subscriber of a channel gets its messages in order, others get none", async () => {
      await using opened = await open();
      const { bus } = opened.store;
      const got: string[] = [];
      const arrived = signal(6);
      const listen = (who: string) => (payload: Uint8Array) => {
        got.push(`${who}${payload[0]}`);
        arrived.count();
      };
      await bus.subscribe("one", listen("a"));
      await bus.subscribe("one", listen("b"));
      await bus.subscribe("two", listen("c"));
      for (let i = 1; i <= 3; i++) await bus.publish("one", new Uint8Array([i]));
      await arrived.done;
      expect(got.filter((item) => item.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
      expect(got.filter((item) => item.startsWith("b"))).toEqual(["b1", "b2", "b3"]);
      expect(got).toHaveLength(6);
    });

    test("[BU2] a subscription that was undone gets nothing; undoing twice is harmless", async () => {
      await using opened = await open();
      const { bus } = opened.store;
      const got: string[] = [];
      const arrived = signal(1);
      const undo = await bus.subscribe("one", () => got.push("undone"));
      await bus.subscribe("one", () => arrived.count());
      await undo();
      await undo();
      await bus.publish("one", new Uint8Array([1]));
      await arrived.done;
      expect(got).toEqual([]);
    });

    test("[BU3] a publisher may use its buffer again at once", async () => {
      await using opened = await open();
      const { bus } = opened.store;
      const got: number[] = [];
      const arrived = signal(1);
      await bus.subscribe("one", (payload) => {
        got.push(...payload);
        arrived.count();
      });
      const buffer = new Uint8Array([7]);
      await bus.publish("one", buffer);
      buffer[0] = 8;
      await arrived.done;
      expect(got).toEqual([7]);
    });
  });

  describe(`logs (${name})`, () => {
    test("[LG1] the last lines are read oldest first, and from a cursor on", async () => {
      await using opened = await open();
      const { logs } = opened.store;
      await logs.append("t", "counter", lines("a", "b", "c"));
      await logs.append("t", "counter", lines("d"));
      await logs.append("t", "other", lines("x"));
      const last = await logs.read("t", "counter", { limit: 3 });
      expect(texts(last)).toEqual(["b", "c", "d"]);
      const after = last[0]?.cursor ?? "";
      expect(texts(await logs.read("t", "counter", { after, limit: 1 }))).toEqual(["c"]);
      expect(texts(await logs.read("t", "counter", { after, limit: 9 }))).toEqual(["c", "d"]);
      expect(await logs.read("t", "nobody", { limit: 9 })).toEqual([]);
    });

    test("[LG2] a follower gets what is appended after it came, with the cursors of reading", async () => {
      await using opened = await open();
      const { logs } = opened.store;
      await logs.append("t", "counter", lines("a"));
      const got: StoredLine[] = [];
      const arrived = signal(1);
      const undo = await logs.follow("t", "counter", (stored) => {
        got.push(...stored);
        arrived.count();
      });
      await logs.append("t", "counter", lines("b", "c"));
      await arrived.done;
      await undo();
      await logs.append("t", "counter", lines("d"));
      expect(texts(got)).toEqual(["b", "c"]);
      const after = got[1]?.cursor ?? "";
      expect(texts(await logs.read("t", "counter", { after, limit: 9 }))).toEqual(["d"]);
    });

    test("[LG3] an app keeps its newest 10,000 lines", async () => {
      await using opened = await open();
      const { logs } = opened.store;
      for (let i = 0; i < 13; i++) {
        await logs.append(
          "t",
          "counter",
          lines(...Array.from({ length: 1_000 }, (_, n) => `${i}.${n}`)),
        );
      }
      const kept = await logs.read("t", "counter", { limit: 20_000 });
      expect(kept.length).toBeGreaterThanOrEqual(10_000);
      expect(kept.length).toBeLessThanOrEqual(12_500);
      expect(kept.at(-1)?.text).toBe("12.999");
    });
  });
}

function node(id: string): NodeInfo {
  return { kind: "worker", id, internalUrl: `http://${id}.test`, state: "ready", load: 0 };
}

function lines(...all: string[]) {
  return all.map((text) => ({
    at: 1,
    processId: "p1",
    release: "r1",
    stream: "stdout" as const,
    text,
  }));
}

function texts(stored: readonly StoredLine[]): string[] {
  return stored.map(({ text }) => text);
}

function signal(times: number): { done: Promise<void>; count: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = times;
  return {
    done: promise,
    count: () => {
      left -= 1;
      if (left === 0) resolve();
    },
  };
}
