import type { ModuleText } from "./module-text.ts";
import { camelCase, identifier } from "./names.ts";
import { tablesOnly } from "./overrides.ts";
import type { FieldNode, Schema, TypeNode } from "./schema.ts";
import { typeText } from "./type-text.ts";

const families: Readonly<Record<string, string>> = {
  base: "base",
  component: "page",
  page: "page",
  core: "core",
  canvas: "canvas",
  cupertino: "cupertino",
  material: "material",
  service: "services",
};

/** Where the hand-written classes of the page are. */
const pageModules: Readonly<Record<string, string>> = {
  BasePage: "../page/base-page.ts",
  Page: "../page/page.ts",
};

/** The generated module that a control is in. */
export function familyFile(schema: Schema, id: string): string {
  const family = schema.controls[id]?.family ?? "";
  const file = families[family];
  if (file === undefined) throw new Error(`control ${id} has an unknown family "${family}"`);
  return file;
}

/** Turns schema types and defaults into text of one module, and imports what the text needs. */
export class Scope {
  readonly schema: Schema;
  readonly module: ModuleText;
  readonly #file: string;

  constructor(schema: Schema, module: ModuleText, file: string) {
    this.schema = schema;
    this.module = module;
    this.#file = file;
  }

  /** Where a name of the schema is defined; undefined if in this module. */
  #source(kind: string, id: string): string | undefined {
    const file = this.#fileOf(kind, id);
    return file === this.#file ? undefined : file.startsWith(".") ? file : `./${file}.ts`;
  }

  #fileOf(kind: string, id: string): string {
    switch (kind) {
      case "enum":
        return "enums";
      case "value":
        return this.schema.values[id]?.action ? "actions" : "values";
      case "event":
        return id === "Event" ? "../events/control-event.ts" : "events";
      case "alias":
        return "aliases";
      case "control":
        if (id === "BaseControl") return "../core/base-control.ts";
        if (id in pageModules) return pageModules[id] ?? "";
        if (tablesOnly.has(id)) return "page";
        return familyFile(this.schema, id);
      default:
        return id === "TimeOfDay" ? "../values/time-of-day.ts" : "aliases";
    }
  }

  /** Imports a name as a type. */
  mentionType = (kind: string, id: string): void => {
    const source = this.#source(kind, id);
    const name = kind === "other" || kind === "alias" ? id : identifier(id);
    if (source !== undefined) this.module.type(source, name);
  };

  /** Imports a name for use at run time and returns the identifier. */
  use(kind: "enum" | "value" | "event" | "control" | "other", id: string): string {
    const source = this.#source(kind, id);
    const name = kind === "other" ? id : identifier(id);
    if (source !== undefined) this.module.value(source, name);
    return name;
  }

  typeText(type: TypeNode): string {
    return typeText(type, this.mentionType);
  }

  /** The text of a default, and whether it is made for each instance. */
  preset(field: FieldNode): { readonly text: string; readonly isMade: boolean } | undefined {
    if (field.default === undefined || field.default === null) return undefined;
    const text = this.valueText(field.default);
    return { text, isMade: field.factory === true };
  }

  /** A default of the schema as an expression. */
  valueText(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map((item) => this.valueText(item)).join(", ")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const node = value as Record<string, unknown>;
    if ("$enum" in node) return JSON.stringify(node.value);
    if ("$color" in node) return JSON.stringify(node.$color);
    if ("$float" in node)
      return node.$float === "inf" ? "Number.POSITIVE_INFINITY" : "Number.NEGATIVE_INFINITY";
    if ("$datetime" in node) return `new Date(${JSON.stringify(node.$datetime)})`;
    if ("$now" in node)
      return node.$now === "time" ? `${this.use("other", "TimeOfDay")}.now()` : "new Date()";
    if ("$map" in node) return this.#mapText(node.$map as [unknown, unknown][]);
    if ("$new" in node) {
      const fields = Object.entries((node.fields ?? {}) as Record<string, unknown>);
      const texts = fields.map(([name, item]) => `${camelCase(name)}: ${this.valueText(item)}`);
      const id = String(node.$new);
      return `new ${this.use(id in this.schema.values ? "value" : "control", id)}(${texts.length > 0 ? `{ ${texts.join(", ")} }` : ""})`;
    }
    return `{ ${Object.entries(node).map(([key, item]) => `${JSON.stringify(key)}: ${this.valueText(item)}`)} }`;
  }

  #mapText(entries: readonly [unknown, unknown][]): string {
    const texts = entries.map(([key, item]) => `${this.valueText(key)}: ${this.valueText(item)}`);
    return `{ ${texts.join(", ")} }`;
  }

  /** The expression that parses what the client sends for a type; undefined if it stays as it is. */
  parseText(type: TypeNode, withEnums = false): string | undefined {
    switch (type.kind) {
      case "optional":
        return this.parseText(type.of as TypeNode, withEnums);
      case "alias":
        return this.parseText(this.schema.aliases[type.name ?? ""]?.type as TypeNode, withEnums);
      case "union": {
        const options = (type.options ?? []).map((option) => this.parseText(option));
        return options.find((option) => option !== undefined);
      }
      case "value":
        this.module.value("../tables/parse.ts", "object");
        return `object(() => ${this.use("value", type.name ?? "")})`;
      case "time":
        return `${this.use("other", "TimeOfDay")}.fromWire`;
      case "list": {
        const item = this.parseText(type.item as TypeNode, withEnums);
        if (item === undefined) return undefined;
        this.module.value("../tables/parse.ts", "list");
        return `list(${item})`;
      }
      case "enum": {
        if (!withEnums) return undefined;
        this.module.value("../tables/parse.ts", "member");
        return `member("${type.name}", ${this.use("enum", type.name ?? "")})`;
      }
      default:
        return undefined;
    }
  }
}

/** The letter of a property's kind in the tables. */
export function kindLetter(type: TypeNode, schema: Schema): string {
  const found = new Set<string>();
  collect(type, schema, found, false);
  if (found.has("C")) return "C";
  if (found.has("c")) return "c";
  if (found.has("v")) return "v";
  if (found.has("m")) return "m";
  return found.has("l") ? "l" : "s";
}

function collect(type: TypeNode, schema: Schema, found: Set<string>, isInside: boolean): void {
  switch (type.kind) {
    case "control":
      found.add(isInside ? "C" : "c");
      break;
    case "value":
      if (!isInside) found.add("v");
      break;
    case "list":
    case "dict":
      if (!isInside) found.add(type.kind === "list" ? "l" : "m");
      collect((type.item ?? type.value) as TypeNode, schema, found, true);
      break;
    case "tuple":
      if (!isInside) found.add("l");
      break;
    case "optional":
      collect(type.of as TypeNode, schema, found, isInside);
      break;
    case "union":
      for (const option of type.options ?? []) collect(option, schema, found, isInside);
      break;
    case "alias":
      collect(schema.aliases[type.name ?? ""]?.type as TypeNode, schema, found, isInside);
      for (const arg of type.args ?? []) collect(arg, schema, found, isInside);
      break;
  }
}
