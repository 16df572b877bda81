import type { ComponentChild, CSSProperties } from "preact";
import { useRef } from "preact/hooks";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import { type SliderScale, scaleOf } from "../values/slider-scale.ts";
import { stateValue } from "../values/state-value.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ControlProps } from "../view/registry.ts";
import { tooltipName } from "./tooltip-text.ts";
import { useFocus } from "./use-press.ts";
import { useSlide } from "./use-slide.ts";

/** A value chosen on a track, freely or in steps. */
export function Slider({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const scale = scaleOf(node);
  const { value } = scale;
  useFocus(node, () => input.current);
  const change = (next: number) => {
    if (next === scaleOf(client.get(node._i) ?? node).value) return;
    client.update(node, { value: next });
    client.trigger(node, "change", next);
  };
  const step = (next: number) => {
    client.trigger(node, "change_start", scaleOf(client.get(node._i) ?? node).value);
    change(next);
    client.trigger(node, "change_end", next);
  };
  const slide = useSlide(node, {
    scale: () => scaleOf(client.get(node._i) ?? node),
  });
  const label = labelOf(node, value);
  return (
    <div
      {...frame}
      class={`fl-slider${node.year_2023 === false ? " fl-slider-tall" : ""}${ctx.disabled ? " fl-disabled" : ""}${scale.divisions ? " fl-slider-stepped" : ""}${slide.className}`}
      style={{ ...sliderCss(node, scale, ctx.width === "free"), ...frame.style }}
    >
      <span class="fl-slider-track">
        <Ticks scale={scale} />
      </span>
      <input
        ref={input}
        {...tooltipName(node)}
        {...slide.input}
        type="range"
        class="fl-slider-input"
        min={scale.min}
        max={scale.max}
        step={scale.divisions ? (scale.max - scale.min) / scale.divisions : "any"}
        value={value}
        disabled={ctx.disabled}
        {...(label === undefined ? {} : { "aria-valuetext": label })}
        onInput={(event) => {
          if (slide.takes()) change(scale.snapped(event.currentTarget.valueAsNumber));
          else event.currentTarget.value = String(scaleOf(client.get(node._i) ?? node).value);
        }}
        onKeyDown={(event) => {
          const next = scaleOf(client.get(node._i) ?? node).byKey(event.key, ctx.rtl);
          if (next === undefined) return;
          event.preventDefault();
          step(next);
        }}
        onFocus={() => client.trigger(node, "focus")}
        onBlur={() => client.trigger(node, "blur")}
      />
      <span class="fl-slider-thumb" />
      {slide.held && label !== undefined && scale.divisions && (
        <span class="fl-slider-label fl-label-large">
          <span>{label}</span>
        </span>
      )}
    </div>
  );
}

function Ticks({ scale }: { scale: SliderScale }): ComponentChild {
  const { divisions, part } = scale;
  if (!divisions || divisions > 100) return null;
  return Array.from({ length: divisions + 1 }, (_, tick) => (
    <i
      key={tick}
      class={tick / divisions <= part ? "fl-tick-on" : ""}
      style={{ "--fl-at": tick / divisions }}
    />
  ));
}

function labelOf(node: ControlMap, value: number): string | undefined {
  return textOf(node.label)?.replaceAll("{value}", value.toFixed(numberOf(node.round) ?? 0));
}

function sliderCss(node: ControlMap, scale: SliderScale, free: boolean): CSSProperties {
  const padding = edgesOf(node.padding);
  const second = numberOf(node.secondary_track_value);
  return definedCss({
    width: free ? "192px" : undefined,
    "--fl-value": scale.part,
    "--fl-second":
      second === undefined ? undefined : (second - scale.min) / (scale.max - scale.min || 1),
    "--fl-active": colorOf(node.active_color),
    "--fl-inactive": colorOf(node.inactive_color),
    "--fl-second-color": colorOf(node.secondary_active_color),
    "--fl-thumb": colorOf(node.thumb_color) ?? colorOf(node.active_color),
    "--fl-overlay-hovered": colorOf(stateValue(node.overlay_color, ["hovered"])),
    "--fl-overlay-pressed": colorOf(
      stateValue(node.overlay_color, ["dragged", "pressed", "hovered"]),
    ),
    padding: padding && edgesCss(padding),
  });
}
