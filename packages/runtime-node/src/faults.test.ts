import { messageOf } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { describeError } from "./faults.ts";

test("an error is told with its causes", () => {
  const error = new Error("outer", { cause: new TypeError("inner") });
  expect(describeError(error)).toMatch(/^Error: outer\n[\s\S]*\[cause\]: TypeError: inner\n/);
});

test("errors that are causes of each other come to an end", () => {
  const [one, two] = [new Error("one"), new Error("two")];
  one.cause = two;
  two.cause = one;
  const text = describeError(one);
  expect(text.split("[cause]").length).toBeLessThan(20);
  expect(text).toContain("Error: two");
});

test("an error whose stack or message is no text can be told all the same", () => {
  const odd = Object.assign(new Error("odd"), { stack: 42 });
  expect(describeError(odd)).toBe("Error: odd");
  const none = Object.assign(new Error("none"), { message: Object.create(null) });
  expect(messageOf(none)).toBe("something without a text");
  Object.assign(none, { stack: undefined });
  expect(describeError(none)).toBe("something without a text");
});

test("what is thrown need not be an error", () => {
  expect([describeError("text"), describeError(undefined), messageOf(Symbol("s"))]).toEqual([
    "Uncaught text",
    "Uncaught undefined",
    "Symbol(s)",
  ]);
});
