import { expect, test } from "@jest/globals";
import { closeCodes, errorTable, FlotillaError } from "./errors.ts";

test("[ERR1] every error has an HTTP status, a documented close code or none, and a sentence", () => {
  const documented = new Set<number | null>([...Object.values(closeCodes), null]);
  for (const [code, entry] of Object.entries(errorTable)) {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThan(600);
    expect(documented.has(entry.close)).toBe(true);
    expect(entry.summary).toMatch(/^[A-Za-z].*\.$/);
  }
});

test("[ERR2] an error carries its code, its message and its cause", () => {
  const cause = new Error("inner");
  const error = new FlotillaError("APP_UNKNOWN", 'no app "x"', { cause });
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.code, error.message]).toEqual([
    "FlotillaError",
    "APP_UNKNOWN",
    'no app "x"',
  ]);
  expect(error.cause).toBe(cause);
});
