import { Extension } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import {
  dateOf,
  figuresHint,
  firstWeekday,
  localeOf,
  monthOffset,
  monthsBetween,
  parseDate,
} from "./calendar.ts";

test("a date without time is that day here, one with time is that moment", () => {
  expect(dateOf(new Extension(1, "2025-03-14"))).toEqual(new Date(2025, 2, 14));
  expect(dateOf(new Extension(1, "2025-03-14T13:05:00+00:00"))).toEqual(
    new Date(Date.UTC(2025, 2, 14, 13, 5)),
  );
  expect(dateOf(new Extension(2, "13:05"))).toBeUndefined();
});

test("dates in figures are read in the order of the language", () => {
  expect(parseDate("3/14/2025", "en-US")).toEqual(new Date(2025, 2, 14));
  expect(parseDate("14.3.2025", "de")).toEqual(new Date(2025, 2, 14));
  expect(parseDate("2/30/2025", "en-US")).toBeUndefined();
  expect(parseDate("soon", "en-US")).toBeUndefined();
});

test("a language says how dates are written and what a week starts with", () => {
  expect(figuresHint("en-US")).toBe("mm/dd/yyyy");
  expect(firstWeekday("en-US")).toBe(0);
  expect(firstWeekday("de-DE")).toBe(1);
  expect(localeOf({ language_code: "de", country_code: "AT" }, ["en"])).toBe("de-AT");
  expect(localeOf(undefined, ["fr"])).toBe("fr");
});

test("months are counted across years and start on their weekday", () => {
  expect(monthsBetween(new Date(2024, 10, 30), new Date(2025, 1, 1))).toBe(3);
  expect(monthOffset(new Date(2025, 2, 14), 0)).toBe(6);
  expect(monthOffset(new Date(2025, 2, 14), 1)).toBe(5);
});
