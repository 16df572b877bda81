import type { ComponentChild, CSSProperties } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { borderSideCss } from "../values/border-side.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { textOf } from "../values/scalars.ts";
import { shapeOf } from "../values/shape.ts";
import { type ControlState, stateValue } from "../values/state-value.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ControlProps } from "../view/registry.ts";
import { checkValue, nextCheckValue } from "./check-value.ts";
import { densityClass } from "./density.ts";
import { Labelled } from "./labelled.tsx";
import { splashCss } from "./splash.ts";
import { useFocus } from "./use-press.ts";

/** A box to tick, with an optional label and a third, undecided state. */
export function Checkbox({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const value = checkValue(node);
  useFocus(node, () => input.current);
  useLayoutEffect(() => {
    if (input.current) input.current.indeterminate = value === null;
  });
  const toggle = () => {
    const next = nextCheckValue(client.get(node._i) ?? node);
    client.update(node, { value: next });
    client.trigger(node, "change", next);
  };
  const label = textOf(node.semantics_label);
  return (
    <Labelled node={node} ctx={ctx} frame={frame} extra={densityClass(node.visual_density)}>
      <input
        ref={input}
        type="checkbox"
        class={`fl-tick fl-check${node.error === true ? " fl-erroneous" : ""}`}
        style={checkCss(node, value, ctx.disabled)}
        checked={value === true}
        disabled={ctx.disabled}
        {...(label ? { "aria-label": label } : {})}
        {...(node.error === true ? { "aria-invalid": true } : {})}
        onChange={toggle}
        onFocus={() => client.trigger(node, "focus")}
        onBlur={() => client.trigger(node, "blur")}
      />
    </Labelled>
  );
}

function checkCss(node: ControlMap, value: boolean | null, disabled: boolean): CSSProperties {
  const states: ControlState[] = [];
  if (disabled) states.push("disabled");
  if (value !== false) states.push("selected");
  if (node.error === true) states.push("error");
  const active = value !== false && !disabled ? colorOf(node.active_color) : undefined;
  const shape = shapeOf(node.shape);
  return definedCss({
    "--fl-fill": colorOf(stateValue(node.fill_color, states)) ?? active,
    "--fl-mark": colorOf(node.check_color),
    "--fl-side": borderSideCss(stateValue(node.border_side, states)) ?? shape?.side,
    "--fl-radius": shape?.radius,
    "--fl-splash": splashCss(node),
    "--fl-overlay-hovered":
      colorOf(stateValue(node.overlay_color, ["hovered", ...states])) ?? colorOf(node.hover_color),
    "--fl-overlay-focused":
      colorOf(stateValue(node.overlay_color, ["focused", ...states])) ?? colorOf(node.focus_color),
  });
}
