/** Reads a number; numerals in strings count, everything else is undefined. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

/** Reads a text; numbers and booleans are written out. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return undefined;
}

/** Reads a flag with its default. */
export function flagOf(value: unknown, fallback = false): boolean {
  return typeof value === "boolean" ? value : fallback;
}

/** Reads an enum's wire value: compared without regard to case, unknown names give the default. */
export function choiceOf<const T extends string>(
  value: unknown,
  choices: readonly T[],
  fallback: NoInfer<T>,
): T {
  if (typeof value !== "string") return fallback;
  const name = value.toLowerCase();
  return choices.find((choice) => choice.toLowerCase() === name) ?? fallback;
}

/** Reads a map; a list, a scalar or null is undefined. */
export function mapOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return value as Record<string, unknown>;
}
