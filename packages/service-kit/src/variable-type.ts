import { z } from "zod";

/** What a variable takes, as reference pages say it; set by the helpers that make variables, else read from the schema. */
export function variableType(schema: z.ZodType): string {
  const told = schema.meta()?.[typeKey];
  if (typeof told === "string") return told;
  const { type, enum: values, format, minimum, maximum } = jsonSchemaOf(schema);
  if (Array.isArray(values)) return values.join(", ");
  if (type === "number") return `number${rangeText(minimum, maximum)}`;
  return format === "uri" ? "address" : "text";
}

/** Fields for `meta`: what {@link variableType} says of a schema. */
export function typeNamed(type: string): Readonly<Record<string, string>> {
  return { [typeKey]: type };
}

/** `, 1 to 9`, `, 1 or more`, or nothing. */
export function rangeText(min: unknown, max: unknown): string {
  const isOpen = typeof max !== "number" || max === Number.MAX_SAFE_INTEGER;
  if (!isOpen) return `, ${min} to ${max}`;
  return typeof min === "number" && min > 0 ? `, ${min} or more` : "";
}

const typeKey = "variableType";

function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
}
