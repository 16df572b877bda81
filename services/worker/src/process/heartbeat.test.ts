import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { Heartbeat } from "./heartbeat.ts";

function open(answering: () => boolean) {
  const events: string[] = [];
  const heartbeat: Heartbeat = new Heartbeat(
    { intervalMs: 10, warnMs: 40, killMs: 120 },
    {
      ping: () => {
        if (answering()) heartbeat.answered();
      },
      onSilent: () => events.push("silent"),
      onDead: () => events.push("dead"),
    },
  );
  heartbeat.start();
  return { events, [Symbol.dispose]: () => heartbeat.stop() };
}

test("a process that answers is left alone", async () => {
  using opened = open(() => true);
  await sleep(200);
  expect(opened.events).toEqual([]);
});

test("a silent one is warned of once, then given up once", async () => {
  using opened = open(() => false);
  await sleep(300);
  expect(opened.events).toEqual(["silent", "dead"]);
});

test("one that answers again in time starts anew", async () => {
  let answers = false;
  using opened = open(() => answers);
  await sleep(80);
  answers = true;
  await sleep(150);
  expect(opened.events).toEqual(["silent"]);
});
