import { camelCase } from "./names.ts";
import type { Constraint, ControlNode } from "./schema.ts";

const names: Readonly<Record<string, string>> = {
  visible_control: "visible",
  str_or_visible_control: "textOrVisible",
  visible_controls: "visibleCount",
  gt: "gt",
  ge: "ge",
  between: "between",
  factor_of: "factorOf",
  ge_field: "ge",
  le_field: "le",
};

/** The rules of single properties as rows for `validate`. */
export function ruleTexts(node: ControlNode): string[] {
  return node.properties.flatMap((field) =>
    (field.constraints ?? []).flatMap((constraint) => {
      const rule = ruleOf(constraint);
      return rule === undefined ? [] : [JSON.stringify([camelCase(field.name), ...rule])];
    }),
  );
}

function ruleOf(constraint: Constraint): unknown[] | undefined {
  const { rule, args = [], min_count: least } = constraint;
  if (rule === "instance_of") return undefined; // types say it
  if (rule === "or_") {
    const [first, second] = args as Constraint[];
    if (first?.rule !== "gt" || second?.rule !== "eq")
      throw new Error("no rule for such an alternative");
    return ["gtOr", ...(first.args ?? []), ...(second.args ?? [])];
  }
  const name = names[rule];
  if (name === undefined) throw new Error(`no rule for the constraint "${rule}"`);
  if (rule.endsWith("_field")) return [name, camelCase(String(args[0]))];
  return [name, ...(least === undefined ? args : [least])];
}
