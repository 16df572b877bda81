import { expect, test } from "@jest/globals";
import { capitalized, filteredText } from "./input-filter.ts";

test("without a filter every text is right", () => {
  expect(filteredText(undefined, "a1", "a")).toBe("a1");
});

test("a pattern for the whole text refuses an edit that does not fit", () => {
  const digits = { regex_string: "^[0-9]*$", allow: true };
  expect(filteredText(digits, "12a", "12")).toBe("12");
  expect(filteredText(digits, "123", "12")).toBe("123");
  expect(filteredText(digits, "", "1")).toBe("");
});

test("a pattern for characters keeps those that fit", () => {
  expect(filteredText({ regex_string: "[0-9]" }, "1a2b", "")).toBe("12");
  expect(filteredText({ regex_string: "[0-9]", replacement_string: "-" }, "1a2", "")).toBe("1-2");
});

test("a denied pattern is replaced", () => {
  expect(
    filteredText({ regex_string: "[aeiou]", allow: false, replacement_string: "*" }, "tea", "te"),
  ).toBe("t**");
  expect(filteredText({ regex_string: "A", allow: false, case_sensitive: false }, "aXA", "")).toBe(
    "X",
  );
});

test("a pattern that JavaScript does not know filters nothing", () => {
  expect(filteredText({ regex_string: "(" }, "abc", "")).toBe("abc");
});

test("capitals are set as asked", () => {
  expect(capitalized("ab cd. ef", "characters")).toBe("AB CD. EF");
  expect(capitalized("ab cd", "words")).toBe("Ab Cd");
  expect(capitalized("ab. cd! ef", "sentences")).toBe("Ab. Cd! Ef");
  expect(capitalized("ab", undefined)).toBe("ab");
});
