import type { ComponentChild } from "preact";
import { Control } from "./control.tsx";
import { type ControlMap, isControl } from "./control-map.ts";
import type { LayoutContext } from "./layout-context.ts";

/** The controls of a property: components are looked through, invisible controls left out. */
export function controlsOf(value: unknown): ControlMap[] {
  const found: ControlMap[] = [];
  collect(value, found);
  return found;
}

function collect(value: unknown, found: ControlMap[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
  } else if (isControl(value)) {
    if (value._c === "C") collect(value._b, found);
    else if (value.visible !== false) found.push(value);
  }
}

/** The single control of a property, or undefined if there is none to draw. */
export function controlOf(value: unknown): ControlMap | undefined {
  return controlsOf(value)[0];
}

/** The control of a property, drawn; nothing if the property holds none. */
export function child(value: unknown, ctx: LayoutContext): ComponentChild {
  const control = controlOf(value);
  return control ? <Control key={control._i} id={control._i} ctx={ctx} /> : null;
}

/** All controls of a property, drawn under one context. */
export function children(value: unknown, ctx: LayoutContext): ComponentChild[] {
  return controlsOf(value).map((control) => <Control key={control._i} id={control._i} ctx={ctx} />);
}

/** A property that is text or a control (`content`, `title`, `label`, …), drawn. */
export function textOrChild(value: unknown, ctx: LayoutContext): ComponentChild {
  if (typeof value === "string" || typeof value === "number") return String(value);
  return child(value, ctx);
}
