import { type ControlParts, clientProperties, handWrittenControls } from "./control-overrides.ts";
import { eventClassOf } from "./emit-events.ts";
import { methodRow } from "./methods.ts";
import { camelCase } from "./names.ts";
import { propertyRow, table } from "./rows.ts";
import { ruleTexts } from "./rule-texts.ts";
import type { ControlNode, MethodNode } from "./schema.ts";
import type { Scope } from "./scope.ts";

/** The base in JavaScript, which has one: the one with the most members. The others are mixed in. */
export function basesOf(node: ControlNode): {
  readonly base: string;
  readonly mixins: readonly string[];
} {
  const [first = "BaseControl", ...others] = node.bases;
  if (!node.bases.includes("LayoutControl")) return { base: first, mixins: others };
  return { base: "LayoutControl", mixins: node.bases.filter((base) => base !== "LayoutControl") };
}

/** The property and event tables of a control. */
export function tables(scope: Scope, id: string, node: ControlNode): string {
  const isPage = node.family === "page" || id === "Window";
  const rows = node.properties
    .filter((field) => field.init !== false && (field.private !== true || isPage))
    .map((field) =>
      propertyRow(scope, field, isPage || node.clientWrites?.includes(field.name) === true),
    );
  return `${table([...rows, ...(clientProperties[id] ?? [])])}, ${table(eventRows(scope, node))}`;
}

/** One row for each event. */
export function eventRows(scope: Scope, node: ControlNode): string[] {
  return node.events.map((event) => {
    if (event.event === "Event") return JSON.stringify(event.name);
    return `["${event.name}", ${scope.use("event", eventClassOf(event.event))}]`;
  });
}

/** What a class has beyond its tables. */
export function extras(
  scope: Scope,
  id: string,
  node: ControlNode,
  methods: readonly MethodNode[],
): string[] {
  const { module } = scope;
  const { base, mixins } = basesOf(node);
  const hand = handWrittenControls[id];
  const parts: string[] = [];
  parts.push(
    `base: ${base === "Control" || base !== "BaseControl" ? scope.use("control", base) : scope.use("control", "BaseControl")}`,
  );
  if (mixins.length > 0)
    parts.push(`mixins: [${mixins.map((mixin) => scope.use("control", mixin)).join(", ")}]`);
  if (node.internals) parts.push(`internals: ${JSON.stringify(node.internals)}`);
  for (const flag of [
    "isolated",
    "isAdaptive",
    "isLayoutControl",
    "isService",
    "isDialog",
    "carriesAction",
  ] as const) {
    if (node[flag]) parts.push(`${flag}: true`);
  }
  const required = node.properties.filter(
    (field) => field.required && field.init !== false && field.type.kind !== "optional",
  );
  if (required.length > 0)
    parts.push(`required: ${JSON.stringify(required.map(({ name }) => camelCase(name)))}`);
  const rows = methods
    .filter((method) => !hand?.ownMethods?.includes(method.name))
    .map((method) => methodRow(scope, method, hand));
  if (rows.length > 0) parts.push(`methods: ${table(rows)}`);
  const rules = ruleTexts(node);
  const classes = hand?.classRules ?? [];
  if (rules.length > 0 || classes.length > 0) {
    const fields = rules.length > 0 ? `fields: [${rules.join(", ")}]` : "";
    const list = classes.length > 0 ? `classes: [${classes.join(", ")}]` : "";
    parts.push(`rules: { ${[fields, list].filter((text) => text !== "").join(", ")} }`);
  }
  for (const used of [
    ...classes,
    ...Object.values(hand?.guards ?? {}),
    ...Object.values(hand?.after ?? {}),
  ])
    useHook(scope, hand, used);
  if (hand?.derive) {
    module.value(hand.module, hand.derive);
    parts.push(`derive: ${hand.derive}`);
  }
  if (hand?.members) {
    module.value(hand.module, hand.members.text);
    parts.push(`members: ${hand.members.text}`);
  }
  const elements = pathElements(scope, id);
  if (elements.length > 0)
    parts.push(`statics: { ${elements.map(([key, name]) => `${key}: ${name}`).join(", ")} }`);
  return parts;
}

/** Imports the function that a rule or guard names; platforms are a module of their own. */
function useHook(scope: Scope, hand: ControlParts | undefined, text: string): void {
  const name = text.replace(/\(.*/, "");
  scope.module.value(name === "needs" ? "../hooks/platforms.ts" : (hand?.module ?? ""), name);
}

/** Elements of a canvas path are members of `canvas.Path`. */
export function pathElements(scope: Scope, id: string): [string, string][] {
  if (id !== "canvas.Path") return [];
  return Object.keys(scope.schema.values)
    .filter((value) => value.startsWith("canvas.Path."))
    .map((value) => [value.slice("canvas.Path.".length), scope.use("value", value)]);
}
