import type { ComponentChild, CSSProperties } from "preact";
import { useRef } from "preact/hooks";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { type ControlState, stateValue } from "../values/state-value.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ControlProps } from "../view/registry.ts";
import { densityClass } from "./density.ts";
import { Labelled } from "./labelled.tsx";
import { soleChild } from "./sole.tsx";
import { splashCss } from "./splash.ts";
import { useFocus } from "./use-press.ts";
import { useRadio } from "./use-radio.ts";

/** One choice of the group around it. */
export function Radio({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const { on, groupName, choose, onClick } = useRadio(node);
  useFocus(node, () => input.current);
  return (
    <Labelled node={node} ctx={ctx} frame={frame} extra={densityClass(node.visual_density)}>
      <input
        ref={input}
        type="radio"
        class="fl-tick fl-radio"
        name={groupName}
        style={radioCss(node, on, ctx.disabled)}
        checked={on}
        disabled={ctx.disabled}
        onChange={choose}
        onClick={onClick}
        onFocus={() => client.trigger(node, "focus")}
        onBlur={() => client.trigger(node, "blur")}
      />
    </Labelled>
  );
}

/** Holds the value of the radio buttons inside of it. */
export function RadioGroup({ node, ctx, frame }: ControlProps): ComponentChild {
  return (
    <div {...frame} role="radiogroup" class="fl-cell" style={frame.style}>
      {soleChild(node.content, ctx)}
    </div>
  );
}

function radioCss(node: ControlMap, on: boolean, disabled: boolean): CSSProperties {
  const states: ControlState[] = [];
  if (disabled) states.push("disabled");
  if (on) states.push("selected");
  const active = on && !disabled ? colorOf(node.active_color) : undefined;
  return definedCss({
    "--fl-fill": colorOf(stateValue(node.fill_color, states)) ?? active,
    "--fl-splash": splashCss(node),
    "--fl-overlay-hovered":
      colorOf(stateValue(node.overlay_color, ["hovered", ...states])) ?? colorOf(node.hover_color),
    "--fl-overlay-focused":
      colorOf(stateValue(node.overlay_color, ["focused", ...states])) ?? colorOf(node.focus_color),
  });
}
