import type { ComponentChild, CSSProperties } from "preact";
import { useRef } from "preact/hooks";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import type { ControlProps } from "../../view/registry.ts";
import { Labelled } from "../labelled.tsx";
import { useFocus } from "../use-press.ts";
import { useRadio } from "../use-radio.ts";

/** One choice of the group around it, as iOS draws it. */
export function CupertinoRadio({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const { on, groupName, choose, onClick } = useRadio(node);
  useFocus(node, () => input.current);
  const checkmark = node.use_checkmark_style === true;
  return (
    <Labelled node={node} ctx={ctx} frame={frame} extra=" fl-cup-labelled">
      <span
        class={`fl-cup-radio${checkmark ? " fl-cup-radio-mark" : ""}`}
        style={radioCss(node, on, ctx.disabled)}
      >
        <input
          ref={input}
          type="radio"
          name={groupName}
          checked={on}
          disabled={ctx.disabled}
          onChange={choose}
          onClick={onClick}
          onFocus={() => client.trigger(node, "focus")}
          onBlur={() => client.trigger(node, "blur")}
        />
        {checkmark && on && (
          <svg class="fl-cup-mark" viewBox="0 0 14 14" aria-hidden="true">
            <path d="M3.08 7.56 5.6 10.5 10.92 3.5" />
          </svg>
        )}
      </span>
    </Labelled>
  );
}

function radioCss(node: ControlMap, on: boolean, disabled: boolean): CSSProperties {
  return definedCss({
    "--fl-fill": disabled ? undefined : colorOf(on ? node.active_color : node.inactive_color),
    "--fl-mark": colorOf(node.fill_color),
    "--fl-ring": colorOf(node.focus_color),
  });
}
