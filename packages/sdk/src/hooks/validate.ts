import type { BaseControl } from "../core/base-control.ts";
import { nodeKey } from "../core/tree-node.ts";

/** A rule of one property: its name, the rule and the rule's arguments. */
type FieldRule = readonly [property: string, rule: string, ...args: (number | string)[]];

/** What must hold between the properties of a control: the message if it does not. */
type ClassRule = (control: never) => string | undefined;

/** All rules that one class adds. */
export interface ControlRules {
  readonly fields?: readonly FieldRule[];
  readonly classes?: readonly ClassRule[];
}

const none: readonly never[] = [];
const rulesKey: unique symbol = Symbol("flotilla.rules");
const reportedKey: unique symbol = Symbol("flotilla.reported");

interface Ruled {
  [rulesKey]?: readonly ControlRules[];
  [reportedKey]?: Set<string>;
}

/** Attaches rules to a class, after those of its base. */
export function describeRules(
  cls: { readonly prototype: object },
  own: readonly (ControlRules | undefined)[],
): void {
  const rules = own.filter((entry) => entry !== undefined);
  if (rules.length === 0) return;
  const inherited = (cls.prototype as Ruled)[rulesKey] ?? [];
  Object.defineProperty(cls.prototype, rulesKey, { value: [...inherited, ...rules] });
}

/**
 * Refuses a control whose properties break a rule. Runs before each update, after `beforeUpdate`. The same message
 * comes once per control until the control is valid again, so that automatic updates do not repeat it.
 */
export function validate(control: BaseControl): void {
  const { [rulesKey]: rules, [reportedKey]: reported } = control as Ruled;
  if (rules === undefined) return;
  const broken = firstBroken(control, rules);
  if (broken === undefined) {
    reported?.clear();
    return;
  }
  const message = `${control.constructor.name}: ${broken}`;
  if (reported?.has(message)) return;
  if (reported === undefined) {
    Object.defineProperty(control, reportedKey, { value: new Set([message]) });
  } else reported.add(message);
  throw new RangeError(message);
}

function firstBroken(control: BaseControl, rules: readonly ControlRules[]): string | undefined {
  for (const { fields = none } of rules) {
    for (const field of fields) {
      const message = checkField(control, field);
      if (message !== undefined) return `${field[0]} ${message}`;
    }
  }
  for (const { classes = none } of rules) {
    for (const rule of classes) {
      const message = rule(control as never);
      if (message !== undefined) return message;
    }
  }
  return undefined;
}

/** Whether a property holds a control that shows. */
export function isVisible(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    nodeKey in value &&
    Reflect.get(value, "visible") !== false
  );
}

/** How many items of a list show. */
export function visibleCount(value: unknown): number {
  return Array.isArray(value) ? value.filter(isVisible).length : 0;
}

function checkField(control: BaseControl, field: FieldRule): string | undefined {
  const value: unknown = Reflect.get(control, field[0]);
  switch (field[1]) {
    case "visible":
      return isVisible(value) ? undefined : "must be a visible control";
    case "textOrVisible":
      if (typeof value === "string" || isVisible(value)) return undefined;
      return "must be text or a visible control";
    case "visibleCount": {
      const least = Number(field[2]);
      const count = visibleCount(value);
      if (count >= least || isComponent(value)) return undefined;
      return `must hold at least ${least} visible ${least === 1 ? "control" : "controls"}, got ${count}`;
    }
    default:
      return value === null || value === undefined ? undefined : checkNumber(control, value, field);
  }
}

/** A component may stand for a whole list. */
function isComponent(value: unknown): boolean {
  return typeof value === "object" && value !== null && nodeKey in value;
}

function checkNumber(
  control: BaseControl,
  value: unknown,
  [, rule, first, second]: FieldRule,
): string | undefined {
  const number = Number(value);
  const bound = typeof first === "string" ? Reflect.get(control, first) : first;
  if (bound === null || bound === undefined) return undefined;
  const shown = typeof first === "string" ? `${first} (${bound})` : String(bound);
  switch (rule) {
    case "gt":
      return number > bound ? undefined : `must be greater than ${shown}, got ${value}`;
    case "ge":
      return number >= bound ? undefined : `must be at least ${shown}, got ${value}`;
    case "le":
      return number <= bound ? undefined : `must be at most ${shown}, got ${value}`;
    case "between":
      if (number >= bound && number <= Number(second)) return undefined;
      return `must be between ${bound} and ${second}, got ${value}`;
    case "factorOf":
      if (Number.isInteger(number) && number !== 0 && bound % number === 0) return undefined;
      return `must be a factor of ${bound}, got ${value}`;
    case "gtOr":
      return number > bound || number === second
        ? undefined
        : `must be greater than ${bound} or ${second}, got ${value}`;
    default:
      throw new Error(`no such rule: ${rule}`);
  }
}
