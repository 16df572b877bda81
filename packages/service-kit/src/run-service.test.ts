import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import type { Component } from "./component.ts";
import { silentLogger } from "./logger.ts";
import { runService } from "./run-service.ts";

test("a signal drains, stops, and leaves without an exit call", async () => {
  const process = new FakeProcess();
  const journal: string[] = [];
  const run = start(process, journal);
  await process.ready;
  process.emit("SIGTERM");
  await run;
  expect(journal).toEqual(["start", "ready", "drain", "stop"]);
  expect(process.exits).toEqual([]);
  expect(process.listenerCount("SIGTERM") + process.listenerCount("SIGINT")).toBe(0);
});

test("a signal during the start is acted on when the start has ended", async () => {
  const process = new FakeProcess();
  const journal: string[] = [];
  const run = start(process, journal, { startMs: 50 });
  process.emit("SIGINT");
  await run;
  expect(journal).toEqual(["start", "ready", "drain", "stop"]);
});

test("the same signal twice within a second is one; later it ends the process at once", async () => {
  const process = new FakeProcess();
  const run = start(process, [], { drainMs: 1_400 });
  await process.ready;
  process.emit("SIGINT");
  process.emit("SIGINT");
  await sleep(1_100);
  expect(process.exits).toEqual([]);
  process.emit("SIGINT");
  process.emit("SIGTERM");
  expect(process.exits).toEqual([130, 143]);
  await run;
});

test("a component that is done leaves as if it had been asked to", async () => {
  const process = new FakeProcess();
  const journal: string[] = [];
  const done = process.ready;
  await start(process, journal, { done });
  expect(journal).toEqual(["start", "ready", "drain", "stop"]);
  expect(process.exits).toEqual([]);
});

test("whoever hangs past the deadline ends the process with 1", async () => {
  const process = new FakeProcess();
  const run = start(process, [], { drainMs: 120, stopTimeoutMs: 30 });
  await process.ready;
  process.emit("SIGTERM");
  await run;
  expect(process.exits).toEqual([1]);
});

test("a start that hangs after a signal is ended at the deadline as well", async () => {
  const process = new FakeProcess();
  const run = start(process, [], { startMs: 120, stopTimeoutMs: 30 });
  process.emit("SIGTERM");
  await run;
  expect(process.exits).toEqual([1]);
});

test("a failed start is the runner's failure and leaves no listener", async () => {
  const process = new FakeProcess();
  await expect(start(process, [], { fails: true })).rejects.toThrow("port taken");
  expect(process.listenerCount("SIGTERM")).toBe(0);
});

/** The part of a process that a runner sees; exits are noted, not done. */
class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];
  readonly #ready = Promise.withResolvers<void>();
  readonly ready = this.#ready.promise;

  exit(code: number): void {
    this.exits.push(code);
  }

  announce(): void {
    this.#ready.resolve();
  }
}

interface Script {
  startMs?: number;
  drainMs?: number;
  stopTimeoutMs?: number;
  fails?: boolean;
  done?: Promise<void>;
}

function start(process: FakeProcess, journal: string[], script: Script = {}): Promise<void> {
  const stop = async (): Promise<void> => {
    journal.push("stop");
  };
  const component: Component = {
    name: "scripted",
    async start() {
      journal.push("start");
      if (script.fails === true) throw new Error("port taken");
      await sleep(script.startMs ?? 0);
    },
    async drain() {
      journal.push("drain");
      await sleep(script.drainMs ?? 0);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
  return runService({
    component,
    logger: silentLogger(),
    process,
    stopTimeoutMs: script.stopTimeoutMs ?? 10_000,
    ...(script.done !== undefined && { done: script.done }),
    onReady: () => {
      journal.push("ready");
      process.announce();
    },
  });
}
