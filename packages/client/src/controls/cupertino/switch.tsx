import type { ComponentChild, CSSProperties } from "preact";
import { useRef } from "preact/hooks";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { numberOf } from "../../values/scalars.ts";
import { type ControlState, stateValue } from "../../values/state-value.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { iconOrChild } from "../icon-of.tsx";
import { Labelled } from "../labelled.tsx";
import { useImageAddress } from "../use-image-address.ts";
import { useFocus } from "../use-press.ts";

/** A switch as iOS draws it. Its `change` carries no data, as Flet's. */
export function CupertinoSwitch({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const on = node.value === true;
  const states: ControlState[] = [];
  if (ctx.disabled) states.push("disabled");
  if (on) states.push("selected");
  useFocus(node, () => input.current);
  const icon = stateValue(node.thumb_icon, states);
  const picture = useImageAddress(on ? node.active_thumb_image_src : node.inactive_thumb_image_src);
  return (
    <Labelled node={node} ctx={ctx} frame={frame} extra=" fl-cup-labelled">
      <span class="fl-cup-switch" style={switchCss(node, states, on)}>
        <input
          ref={input}
          type="checkbox"
          role="switch"
          aria-checked={on}
          checked={on}
          disabled={ctx.disabled}
          onChange={() => {
            client.update(node, { value: (client.get(node._i) ?? node).value !== true });
            client.trigger(node, "change");
          }}
          onFocus={() => client.trigger(node, "focus")}
          onBlur={() => client.trigger(node, "blur")}
        />
        <span class="fl-cup-switch-track">
          <span class="fl-cup-switch-thumb">
            {picture && (
              <img
                src={picture}
                alt=""
                onError={() => client.trigger(node, "image_error", "The image was not loaded")}
              />
            )}
            {icon !== undefined && iconOrChild(icon, inPlain(ctx))}
          </span>
        </span>
      </span>
    </Labelled>
  );
}

function switchCss(node: ControlMap, states: ControlState[], on: boolean): CSSProperties {
  const width = numberOf(stateValue(node.track_outline_width, states));
  const line = colorOf(stateValue(node.track_outline_color, states));
  return definedCss({
    "--fl-track": colorOf(on ? node.active_track_color : node.inactive_track_color),
    "--fl-thumb":
      (on ? undefined : colorOf(node.inactive_thumb_color)) ?? colorOf(node.thumb_color),
    "--fl-side": line && `${width ?? 2}px solid ${line}`,
    "--fl-ring": colorOf(node.focus_color),
  });
}
