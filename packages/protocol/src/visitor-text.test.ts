import { expect, test } from "@jest/globals";
import { visitorText } from "./visitor-text.ts";

test.each([
  ["boom", "boom"],
  ["boom\n    at f (/app/main.ts:1:1)", "boom"],
  ["\n\r\n  boom  \r\nmore", "boom"],
  ["", ""],
  ["x".repeat(200), "x".repeat(200)],
  ["x".repeat(201), `${"x".repeat(199)}…`],
  ["🦆".repeat(201), `${"🦆".repeat(199)}…`],
])("of %j a visitor is told %j", (message, told) => {
  expect(visitorText(message)).toBe(told);
});
