import { BaseControl } from "../core/base-control.ts";
import { tableOf } from "../core/class-table.ts";
import { flatten, isNothing } from "./children.ts";
import { isComponent } from "./definition.ts";

type Props = Readonly<Record<string, unknown>>;

/** `<>…</>`: its children as a list. */
export const Fragment: unique symbol = Symbol("flotilla.Fragment");

/** What a tag stands for: a control of a class, a component, what a plain function returns, or a list. */
export function createElement(tag: unknown, props: Props, key: unknown): unknown {
  if (tag === Fragment) return flatten(props.children);
  if (typeof tag !== "function") {
    throw new TypeError(
      `JSX tags are controls, components or functions, got ${tag === undefined ? "undefined: is the import right?" : String(tag)}`,
    );
  }
  const given = key === undefined ? props : { ...props, key };
  if (isComponent(tag)) return tag(given);
  const cls = controlClassOf(tag);
  return cls === undefined ? (tag as (props: Props) => unknown)(given) : construct(cls, given);
}

type ControlClass = new (props: Props) => BaseControl;

/** The class of a control; undefined for a plain function. */
function controlClassOf(tag: object): ControlClass | undefined {
  const { prototype } = tag as { prototype?: unknown };
  return prototype instanceof BaseControl ? (tag as ControlClass) : undefined;
}

function construct(cls: ControlClass, props: Props): BaseControl {
  const { children, ...rest } = props;
  if (children === undefined) return new cls(rest);
  return new cls({ ...rest, ...slotted(cls, children) });
}

/** Children go to `controls`, `content` or, for texts, `value`. */
function slotted(cls: ControlClass, children: unknown): Props {
  const { properties, positional } = tableOf(cls);
  if (properties.has("controls")) {
    const items = flatten(children);
    refuseText(cls, items);
    return { controls: items };
  }
  const items = flatten(children);
  if (items.length === 0) return {};
  const slot = properties.has("content") ? "content" : positional[0] === "value" ? "value" : null;
  if (slot === null) {
    throw new TypeError(`${cls.name} takes no children: set its properties instead`);
  }
  if (items.every((item) => typeof item === "string" || typeof item === "number")) {
    return { [slot]: items.join("") };
  }
  if (items.length > 1) throw new TypeError(`${cls.name} takes one child, got ${items.length}`);
  return { [slot]: items[0] };
}

function refuseText(cls: ControlClass, items: readonly unknown[]): void {
  const text = items.find((item) => typeof item !== "object" && !isNothing(item));
  if (text !== undefined) {
    throw new TypeError(`${cls.name} holds controls, got ${JSON.stringify(text)}: use ft.Text`);
  }
}
