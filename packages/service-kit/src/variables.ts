import { z } from "zod";
import { formatDuration, parseDuration } from "./duration.ts";
import { rangeText, typeNamed } from "./variable-type.ts";

/** A port; 0 picks a free one. */
export function portVariable(fallback: number): z.ZodType<number> {
  return integerVariable(fallback, 0, 65_535);
}

/** A whole number in a range. */
export function integerVariable(
  fallback: number,
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
): z.ZodType<number> {
  return z
    .string()
    .regex(/^\d{1,15}$/, `expected a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `expected a whole number from ${min} to ${max}`)
    .default(fallback)
    .meta(typeNamed(`whole number${rangeText(min, max)}`));
}

/** A duration such as `500ms`, `30s`, `60m`; plain digits are milliseconds. */
export function durationVariable(fallbackMs: number): z.ZodType<number> {
  return z
    .string()
    .transform((text, context) => {
      const ms = /^\d{1,15}$/.test(text) ? Number(text) : parseDuration(text);
      if (ms !== undefined) return ms;
      context.addIssue({ code: "custom", message: 'expected a duration such as "30s" or "500ms"' });
      return z.NEVER;
    })
    .default(fallbackMs)
    .meta({ ...typeNamed("duration"), shown: formatDuration(fallbackMs) });
}

/** `true`, `false`, `1` or `0`. */
export function booleanVariable(fallback: boolean): z.ZodType<boolean> {
  return z
    .enum(["true", "false", "1", "0"], { error: "expected true or false" })
    .transform((text) => text === "true" || text === "1")
    .default(fallback)
    .meta(typeNamed("true, false"));
}

/** Items between commas, blanks trimmed, empty ones dropped; each must pass `accepts`. */
export function listVariable(
  accepts: (item: string) => boolean = () => true,
  expected = "items",
): z.ZodType<readonly string[]> {
  return z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .refine((items) => items.every(accepts), `expected ${expected}`)
    .default([])
    .meta(typeNamed(`${expected}, separated by commas`));
}
