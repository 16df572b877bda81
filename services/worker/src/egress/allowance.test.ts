import { expect, test } from "@jest/globals";
import { isAllowanceEntry } from "./allowance.ts";

test.each([
  ["127.0.0.1:8080", true],
  ["localhost:80", true],
  ["[::1]:443", true],
  ["10.0.0.0/8", true],
  ["fd00::/8", true],
  ["10.0.0.1", true],
  ["localhost", false],
  ["10.0.0.0/33", false],
  ["https://a.test", false],
  ["a.test:0", false],
  ["a.test:70000", false],
])("an allowance of %s can be read: %s", (entry, isRead) => {
  expect(isAllowanceEntry(entry)).toBe(isRead);
});
