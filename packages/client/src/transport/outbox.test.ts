import { Action, type ClientMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { Outbox } from "./outbox.ts";

const event = (target: number): ClientMessage => [
  Action.event,
  { target, name: "click", data: null },
];

test("messages come out in order, once", () => {
  const outbox = new Outbox();
  outbox.add(event(1));
  outbox.add(event(2));
  expect(outbox.take()).toEqual([event(1), event(2)]);
  expect(outbox.take()).toEqual([]);
});

test("of too many messages the oldest go", () => {
  const outbox = new Outbox();
  for (let at = 0; at < 1_005; at += 1) outbox.add(event(at));
  const kept = outbox.take();
  expect(kept).toHaveLength(1_000);
  expect(kept[0]).toEqual(event(5));
});
