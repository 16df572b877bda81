import { identifier } from "./names.ts";
import type { TypeNode } from "./schema.ts";

const primitives: Readonly<Record<string, string>> = {
  string: "string",
  bool: "boolean",
  int: "number",
  bytes: "Uint8Array",
};

const simple: Readonly<Record<string, string>> = {
  number: "number",
  any: "unknown",
  none: "void",
  color: "ColorValue",
  icon: "IconData",
  datetime: "Date",
  date: "Date",
  time: "TimeOfDay",
};

/** Collects which names a module's type texts mention, so that it can import them. */
export type Mention = (
  kind: "enum" | "value" | "control" | "event" | "alias" | "other",
  id: string,
) => void;

/** The TypeScript text of a schema type. */
export function typeText(type: TypeNode, mention: Mention): string {
  return union(memberTexts(type, mention));
}

function memberTexts(type: TypeNode, mention: Mention): string[] {
  const text = (inner: TypeNode | undefined) =>
    inner === undefined ? "unknown" : typeText(inner, mention);
  const name = type.name ?? "";
  switch (type.kind) {
    case "prim":
      return [primitives[name] ?? "unknown"];
    case "optional":
      return [...memberTexts(type.of as TypeNode, mention), "null"];
    case "union":
      return (type.options ?? []).flatMap((option) => memberTexts(option, mention));
    case "list":
      return [arrayOf(text(type.item))];
    case "dict":
      return [dictText(type, mention)];
    case "tuple":
      return [`readonly [${(type.items ?? []).map(text).join(", ")}]`];
    case "alias": {
      mention("alias", name);
      return [type.args ? `${name}<${type.args.map(text).join(", ")}>` : name];
    }
    case "control":
      if (name === "MultiView") {
        mention("control", "BasePage");
        return ["(BasePage & MultiViewFields)"];
      }
      mention("control", name);
      return [identifier(name)];
    case "enum":
    case "value":
      mention(type.kind, name);
      return [identifier(name)];
    case "class":
      if (name !== "TooltipTriggerMode") return ["unknown"];
      mention("enum", name);
      return [name];
    case "typevar":
      return [name === "T" ? "T" : "unknown"];
    case "callback":
      return ["((...args: never[]) => unknown)"];
    default: {
      const known = simple[type.kind];
      if (known === undefined)
        throw new Error(`no TypeScript form for a type of kind "${type.kind}"`);
      if (/^[A-Z]/.test(known) && known !== "Date") mention("other", known);
      return [known];
    }
  }
}

function dictText(type: TypeNode, mention: Mention): string {
  const value = typeText(type.value as TypeNode, mention);
  if (type.key?.kind === "enum") return `{ [key in ${typeText(type.key, mention)}]?: ${value} }`;
  return `Record<string, ${value}>`;
}

function union(members: readonly string[]): string {
  if (members.includes("unknown")) return "unknown";
  return [...new Set(members)]
    .sort((a, b) => Number(a === "null") - Number(b === "null"))
    .join(" | ");
}

function arrayOf(item: string): string {
  return /^[\w<>.]+$/.test(item) ? `${item}[]` : `(${item})[]`;
}
