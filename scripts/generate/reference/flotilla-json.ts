import { settingsJsonSchema } from "../../../services/control/src/build/settings-json-schema.ts";
import { code, page, table } from "./markdown.ts";

interface Field {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Field>>;
}

/** The page of `flotilla.json`. */
export function flotillaJsonPage(): string {
  return page("flotilla.json", [
    `A file beside the app's entry. It is optional and so is each field; a field that is not listed here fails the deploy. Editors
complete and check it with the [schema](../generated/flotilla.schema.json).`,
    table(
      ["field", "type", "default", "meaning"],
      settingsFields().map(([name, field]) => [
        code(name),
        typeOf(field),
        field.default === undefined ? "" : code(JSON.stringify(field.default)),
        field.description ?? "",
      ]),
    ),
  ]);
}

/** Every field of `flotilla.json` that has a value of its own, by its path. */
export function settingsFields(): readonly (readonly [string, Field])[] {
  return fieldsOf(JSON.parse(settingsJsonSchema()) as Field, "");
}

function fieldsOf(group: Field, prefix: string): (readonly [string, Field])[] {
  return Object.entries(group.properties ?? {}).flatMap(([name, field]) =>
    field.properties === undefined
      ? [[prefix + name, field] as const]
      : fieldsOf(field, `${prefix}${name}.`),
  );
}

function typeOf(field: Field): string {
  if (field.enum !== undefined) return field.enum.map((value) => code(`"${value}"`)).join(", ");
  const examples = (field.examples ?? []).map((example) => code(JSON.stringify(example)));
  const such = examples.length === 0 ? "" : `, such as ${examples.join(", ")}`;
  if (field.type === "integer") return `whole number${range(field.minimum, field.maximum)}`;
  return `${field.type}${field.maxLength === undefined ? "" : `, up to ${field.maxLength} characters`}${such}`;
}

function range(min: number | undefined, max: number | undefined): string {
  if (max !== undefined && max !== Number.MAX_SAFE_INTEGER) return `, ${min ?? ""} to ${max}`;
  return min === undefined ? "" : `, ${min} or more`;
}
