import type { FieldNode } from "./schema.ts";

const lengths =
  /(^|_)(width|height|size|radius|spacing|elevation|thickness|extent|indent|left|top|right|bottom|gap|inset|padding|margin|blur|sigma_x|sigma_y)($|_)/;

/** One comment line, or several. */
export function comment(text: string, indent = ""): string {
  return `${indent}/** ${text.replaceAll("*/", "* /")} */\n`;
}

/** What a property is, from the facts: unit, default, limits. */
export function describeField(
  field: FieldNode,
  typeTextOf: string,
  presetText: string | undefined,
): string {
  const parts = [`${sentence(field.name)}${unit(field, typeTextOf)}.`];
  if (field.required) parts.push("Required.");
  else if (presetText !== undefined) parts.push(`Default: \`${presetText}\`.`);
  for (const { rule, args = [], min_count: least } of field.constraints ?? []) {
    const text = limit(rule, args, least);
    if (text !== undefined) parts.push(text);
  }
  if (field.serialized === false) parts.push("Not sent to the client as such.");
  if (field.deprecated) {
    const instead = field.deprecated.use ? `: use \`${camel(field.deprecated.use)}\`` : "";
    parts.push(`@deprecated since ${field.deprecated.since}${instead}`);
  }
  return parts.join(" ");
}

/** `animate_opacity` → `Animate opacity`. */
export function sentence(name: string): string {
  const words = name.replace(/^_/, "").replaceAll("_", " ").replace("bgcolor", "background color");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function unit(field: FieldNode, type: string): string {
  if (/DurationValue/.test(type)) return ", a `Duration` or milliseconds";
  if (!/\bnumber\b|MarginValue|PaddingValue|BorderRadiusValue/.test(type)) return "";
  if (/angle|rotation|^rotate$/.test(field.name)) return ", in radians";
  if (/opacity/.test(field.name)) return ", 0 to 1";
  if (/interval|duration/.test(field.name)) return ", in milliseconds";
  if (lengths.test(field.name)) return ", in logical pixels";
  return "";
}

function limit(
  rule: string,
  args: readonly unknown[],
  least: number | undefined,
): string | undefined {
  switch (rule) {
    case "gt":
      return `Greater than ${args[0]}.`;
    case "ge":
      return `At least ${args[0]}.`;
    case "between":
      return `From ${args[0]} to ${args[1]}.`;
    case "ge_field":
      return `At least \`${camel(String(args[0]))}\`.`;
    case "le_field":
      return `At most \`${camel(String(args[0]))}\`.`;
    case "factor_of":
      return `A factor of ${args[0]}.`;
    case "visible_control":
    case "str_or_visible_control":
      return "Must be visible.";
    case "visible_controls":
      return `At least ${least} must be visible.`;
    default:
      return undefined;
  }
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
