import type { ComponentChild, CSSProperties } from "preact";
import { useRef } from "preact/hooks";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { numberOf } from "../values/scalars.ts";
import { type ControlState, stateValue } from "../values/state-value.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { iconOrChild } from "./icon-of.tsx";
import { Labelled } from "./labelled.tsx";
import { splashCss } from "./splash.ts";
import { useFocus } from "./use-press.ts";

/** A switch that is on or off, with an optional label. */
export function Switch({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const on = node.value === true;
  const states: ControlState[] = [];
  if (ctx.disabled) states.push("disabled");
  if (on) states.push("selected");
  const icon = stateValue(node.thumb_icon, states);
  useFocus(node, () => input.current);
  const toggle = () => {
    const next = client.get(node._i)?.value !== true;
    client.update(node, { value: next });
    client.trigger(node, "change", next);
  };
  const padding = edgesOf(node.padding);
  return (
    <Labelled node={node} ctx={ctx} frame={frame}>
      <span class="fl-switch" style={padding ? { padding: edgesCss(padding) } : {}}>
        <input
          ref={input}
          type="checkbox"
          role="switch"
          aria-checked={on}
          class={`fl-switch-input${icon === undefined ? "" : " fl-switch-big"}`}
          style={switchCss(node, states)}
          checked={on}
          disabled={ctx.disabled}
          onChange={toggle}
          onFocus={() => client.trigger(node, "focus")}
          onBlur={() => client.trigger(node, "blur")}
        />
        {icon !== undefined && iconOrChild(icon, inPlain(ctx))}
      </span>
    </Labelled>
  );
}

function switchCss(node: ControlMap, states: ControlState[]): CSSProperties {
  const on = states.includes("selected");
  const width = numberOf(stateValue(node.track_outline_width, states));
  return definedCss({
    "--fl-track":
      colorOf(stateValue(node.track_color, states)) ??
      colorOf(on ? node.active_track_color : node.inactive_track_color),
    "--fl-thumb":
      colorOf(stateValue(node.thumb_color, states)) ??
      colorOf(on ? node.active_color : node.inactive_thumb_color),
    "--fl-outline": colorOf(stateValue(node.track_outline_color, states)),
    "--fl-outline-width": width === undefined ? undefined : `${width}px`,
    "--fl-splash": splashCss(node),
    "--fl-overlay-hovered":
      colorOf(stateValue(node.overlay_color, ["hovered", ...states])) ?? colorOf(node.hover_color),
    "--fl-overlay-focused":
      colorOf(stateValue(node.overlay_color, ["focused", ...states])) ?? colorOf(node.focus_color),
  });
}
