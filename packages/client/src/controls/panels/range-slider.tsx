import type { ComponentChild, CSSProperties } from "preact";
import { useState } from "preact/hooks";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { numberOf, textOf } from "../../values/scalars.ts";
import { scaleOf } from "../../values/slider-scale.ts";
import { stateValue } from "../../values/state-value.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import type { ControlProps } from "../../view/registry.ts";
import { tooltipText } from "../tooltip-text.ts";

type End = "start_value" | "end_value";

/** Two values on one track; neither passes the other. */
export function RangeSlider({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const [held, setHeld] = useState<End>();
  const start = scaleOf({ ...node, value: node.start_value });
  const end = scaleOf({ ...node, value: node.end_value });
  const change = (which: End, wanted: number) => {
    const next =
      which === "start_value" ? Math.min(wanted, end.value) : Math.max(wanted, start.value);
    if (next === (which === "start_value" ? start : end).value) return;
    const values = { start_value: start.value, end_value: end.value, [which]: next };
    client.update(node, values);
    client.trigger(node, "change");
  };
  const thumb = (which: End) => {
    const scale = which === "start_value" ? start : end;
    const label = textOf(node.label)?.replaceAll(
      "{value}",
      scale.value.toFixed(numberOf(node.round) ?? 0),
    );
    const name = which === "start_value" ? "Start" : "End";
    const release = () => {
      if (held !== which) return;
      setHeld(undefined);
      client.trigger(node, "change_end");
    };
    return (
      <span class="fl-band-end" style={{ "--fl-value": scale.part }}>
        <input
          type="range"
          aria-label={[tooltipText(node), name].filter(Boolean).join(" ")}
          min={scale.min}
          max={scale.max}
          step={scale.divisions ? (scale.max - scale.min) / scale.divisions : "any"}
          value={scale.value}
          disabled={ctx.disabled}
          {...(label === undefined ? {} : { "aria-valuetext": label })}
          onPointerDown={() => {
            setHeld(which);
            client.trigger(node, "change_start");
          }}
          onPointerUp={release}
          onPointerCancel={release}
          onInput={(event) => {
            change(which, scale.snapped(event.currentTarget.valueAsNumber));
            event.currentTarget.valueAsNumber = scaleOf({
              ...node,
              value: client.get(node._i)?.[which],
            }).value;
          }}
          onKeyDown={(event) => {
            const now = scaleOf({ ...node, value: client.get(node._i)?.[which] });
            const next = now.byKey(event.key, ctx.rtl);
            if (next === undefined) return;
            event.preventDefault();
            client.trigger(node, "change_start");
            change(which, next);
            client.trigger(node, "change_end");
          }}
        />
        <i class="fl-band-thumb" />
        {held === which && label !== undefined && scale.divisions && (
          <b class="fl-band-label fl-label-large">{label}</b>
        )}
      </span>
    );
  };
  return (
    <div
      {...frame}
      class={`fl-band${ctx.disabled ? " fl-disabled" : ""}`}
      style={{ ...rangeCss(node, start.part, end.part, ctx.width === "free"), ...frame.style }}
    >
      <span class="fl-band-track" />
      {thumb("start_value")}
      {thumb("end_value")}
    </div>
  );
}

function rangeCss(node: ControlMap, from: number, to: number, free: boolean): CSSProperties {
  return definedCss({
    width: free ? "192px" : undefined,
    "--fl-from": from,
    "--fl-to": to,
    "--fl-active": colorOf(node.active_color),
    "--fl-inactive": colorOf(node.inactive_color),
    "--fl-overlay-hovered": colorOf(stateValue(node.overlay_color, ["hovered"])),
  });
}
