import { Action, type ClientMessage, type ExtensionReply } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { Inputs, nothing } from "./inputs.ts";

const click = (target: number): ClientMessage => [
  Action.event,
  { target, name: "click", data: null },
];
const update = (id: number, props: Record<string, unknown>): ClientMessage => [
  Action.update,
  { id, props },
];
const reply = (applied: number, also: number[], next: number): ExtensionReply => ({
  ack: 1,
  applied,
  also,
  next,
  restored: false,
});

/** Inputs of a client that has sent so many clicks, each on a control of its number. */
function sent(count: number): Inputs {
  const inputs = new Inputs();
  inputs.unconfirmed(reply(0, [], 1));
  for (let number = 1; number <= count; number++) expect(inputs.number(click(number))).toBe(number);
  return inputs;
}

test("a host that does not count gets no numbers", () => {
  const inputs = new Inputs();
  expect(inputs.unconfirmed(undefined)).toEqual([]);
  expect(inputs.number(click(1))).toBe(0);
});

test("a fresh page goes on counting where the host is, answers to calls are not counted", () => {
  const inputs = new Inputs();
  expect(inputs.unconfirmed(reply(6, [], 7))).toEqual([]);
  expect(inputs.number(click(1))).toBe(7);
  expect(
    inputs.number([Action.invoke, { control_id: 1, call_id: "c", result: null, error: null }]),
  ).toBe(0);
  expect(inputs.number(click(2))).toBe(8);
});

test("what is not confirmed comes again in order under its number", () => {
  const inputs = sent(5);
  inputs.confirm(1, [3]);
  expect(inputs.unconfirmed(reply(1, [3, 4], 6))).toEqual([
    [2, click(2)],
    [5, click(5)],
  ]);
  expect(inputs.number(click(6))).toBe(6);
});

test("numbers that nobody remembers are taken by inputs that do nothing", () => {
  const fresh = new Inputs(); // the page that had sent 3 was closed
  expect(fresh.unconfirmed({ ...reply(2, [4], 5), restored: true })).toEqual([[3, nothing]]);
  const many = sent(2_005);
  const again = many.unconfirmed(reply(0, [], 1));
  expect(again).toHaveLength(2_005);
  expect(again.slice(4, 6)).toEqual([
    [5, nothing],
    [6, click(6)],
  ]);
});

test("what has come to a running app is not asked for again", () => {
  const fresh = new Inputs(); // the app is at work on 3
  expect(fresh.unconfirmed(reply(2, [4], 5))).toEqual([]);
  expect(fresh.number(click(5))).toBe(5);
});

test("a host that has lost count gets everything as new", () => {
  const inputs = sent(3);
  inputs.confirm(2, []);
  expect(inputs.unconfirmed(reply(0, [], 1))).toEqual([]);
  expect(inputs.take()).toEqual([click(3)]);
  expect(inputs.number(click(3))).toBe(1);
});

test("changes of one control that wait one behind the other become one", () => {
  const inputs = new Inputs();
  inputs.wait(update(7, { value: "a" }));
  inputs.wait(update(7, { value: "ab", selection: 2 }));
  inputs.wait(click(8));
  inputs.wait(update(7, { value: "abc" }));
  inputs.wait(update(9, { value: "x" }));
  expect(inputs.take()).toEqual([
    update(7, { value: "ab", selection: 2 }),
    click(8),
    update(7, { value: "abc" }),
    update(9, { value: "x" }),
  ]);
  expect(inputs.take()).toEqual([]);
});

test("of more than a thousand waiting messages the oldest go", () => {
  const inputs = new Inputs();
  for (let i = 1; i <= 1_002; i++) inputs.wait(click(i));
  const taken = inputs.take();
  expect(taken).toHaveLength(1_000);
  expect(taken[0]).toEqual(click(3));
});
