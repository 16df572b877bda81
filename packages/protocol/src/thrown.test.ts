import { expect, test } from "@jest/globals";
import { messageOf, systemCodeOf } from "./thrown.ts";

test.each([
  [new RangeError("too far"), "too far"],
  [{ message: "of another realm" }, "of another realm"],
  ["a text", "a text"],
  [undefined, "undefined"],
  [Object.create(null), "something without a text"],
  [{ message: Symbol("odd") }, "Symbol(odd)"],
])("%p says %j", (thrown, text) => {
  expect(messageOf(thrown)).toBe(text);
});

test("only a text is a system's code", () => {
  expect(systemCodeOf(Object.assign(new Error("x"), { code: "ENOENT" }))).toBe("ENOENT");
  expect([{ code: 5 }, new Error("x"), null, "ENOENT"].map(systemCodeOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
