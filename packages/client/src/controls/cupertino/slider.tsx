import type { ComponentChild } from "preact";
import { useRef, useState } from "preact/hooks";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { scaleOf } from "../../values/slider-scale.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { tooltipName } from "../tooltip-text.ts";
import { useFocus } from "../use-press.ts";

/** A value chosen on a track, as iOS draws it. Its `change` carries no data, as Flet's. */
export function CupertinoSlider({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const [held, setHeld] = useState(false);
  const scale = scaleOf(node);
  const { value } = scale;
  useFocus(node, () => input.current);
  const now = () => scaleOf(client.get(node._i) ?? node); // keys may come faster than they are drawn
  const change = (next: number) => {
    if (next === now().value) return;
    client.update(node, { value: next });
    client.trigger(node, "change");
  };
  const release = () => {
    if (!held) return;
    setHeld(false);
    client.trigger(node, "change_end", now().value);
  };
  return (
    <div
      {...frame}
      class={`fl-cup-slider${ctx.disabled ? " fl-disabled" : ""}`}
      style={{
        ...definedCss({
          width: ctx.width === "free" ? "176px" : undefined,
          "--fl-value": scale.part,
          "--fl-active": colorOf(node.active_color),
          "--fl-thumb": colorOf(node.thumb_color),
        }),
        ...frame.style,
      }}
    >
      <input
        ref={input}
        {...tooltipName(node)}
        type="range"
        min={scale.min}
        max={scale.max}
        step={scale.divisions ? (scale.max - scale.min) / scale.divisions : "any"}
        value={value}
        disabled={ctx.disabled}
        onPointerDown={() => {
          setHeld(true);
          client.trigger(node, "change_start", value);
        }}
        onPointerUp={release}
        onPointerCancel={release}
        onInput={(event) => change(scale.snapped(event.currentTarget.valueAsNumber))}
        onKeyDown={(event) => {
          const next = now().byKey(event.key, ctx.rtl);
          if (next === undefined) return;
          event.preventDefault();
          client.trigger(node, "change_start", now().value);
          change(next);
          client.trigger(node, "change_end", next);
        }}
        onFocus={() => client.trigger(node, "focus")}
        onBlur={() => client.trigger(node, "blur")}
      />
      <span class="fl-cup-slider-track" />
      <span class="fl-cup-slider-thumb" />
    </div>
  );
}
