import type { ComponentChild, CSSProperties } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { borderSideCss } from "../../values/border-side.ts";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { numberOf, textOf } from "../../values/scalars.ts";
import { shapeOf } from "../../values/shape.ts";
import { type ControlState, stateValue } from "../../values/state-value.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import type { ControlProps } from "../../view/registry.ts";
import { checkValue, nextCheckValue } from "../check-value.ts";
import { Labelled } from "../labelled.tsx";
import { useFocus } from "../use-press.ts";

/** A box to tick as macOS draws it. */
export function CupertinoCheckbox({ node, ctx, frame }: ControlProps): ComponentChild {
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
  const spacing = numberOf(node.spacing);
  return (
    <Labelled
      node={node}
      ctx={ctx}
      frame={{
        ...frame,
        style: { ...(spacing === undefined ? {} : { gap: `${spacing}px` }), ...frame.style },
      }}
      extra=" fl-cup-labelled fl-cup-spaced"
    >
      <span class="fl-cup-tick" style={tickCss(node, value, ctx.disabled)}>
        <input
          ref={input}
          type="checkbox"
          checked={value === true}
          disabled={ctx.disabled}
          {...(label ? { "aria-label": label } : {})}
          onChange={toggle}
          onFocus={() => client.trigger(node, "focus")}
          onBlur={() => client.trigger(node, "blur")}
        />
        {value !== false && (
          <svg class="fl-cup-mark" viewBox="0 0 14 14" aria-hidden="true">
            <path d={value === null ? "M3.5 7H10.5" : "M3.08 7.56 5.6 10.5 10.92 3.5"} />
          </svg>
        )}
      </span>
    </Labelled>
  );
}

function tickCss(node: ControlMap, value: boolean | null, disabled: boolean): CSSProperties {
  const states: ControlState[] = [];
  if (disabled) states.push("disabled");
  if (value !== false) states.push("selected");
  const shape = shapeOf(node.shape);
  const active = value !== false && !disabled ? colorOf(node.active_color) : undefined;
  return definedCss({
    "--fl-fill": colorOf(stateValue(node.fill_color, states)) ?? active,
    "--fl-mark": colorOf(node.check_color),
    "--fl-side": borderSideCss(stateValue(node.border_side, states)) ?? shape?.side,
    "--fl-ring": colorOf(node.focus_color),
    borderRadius: shape?.radius,
  });
}
