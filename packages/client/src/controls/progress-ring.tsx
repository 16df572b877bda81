import type { ComponentChild, CSSProperties } from "preact";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { edgesOf } from "../values/edges.ts";
import { mapOf, numberOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ControlProps } from "../view/registry.ts";
import { partOf, progressAttributes } from "./progress-bar.tsx";

/** A ring that shows how much is done, or turns while that is unknown. */
export function ProgressRing({ node, ctx, frame }: ControlProps): ComponentChild {
  const value = partOf(node.value);
  const split = node.year_2023 === false;
  const stroke = numberOf(node.stroke_width) ?? 4;
  const radius = `calc(50% + ${((numberOf(node.stroke_align) ?? 0) * stroke) / 2}px)`;
  const cap = split ? "round" : (node.stroke_cap as string | undefined);
  const part = (value ?? 0.75) * 100;
  // The ends of the track keep a distance, in percent of the ring, from the ends of the value.
  const gap = split ? ((numberOf(node.track_gap) ?? 4) + stroke) / 1.13 : 0;
  return (
    <div
      {...frame}
      {...progressAttributes(node, value)}
      class={`fl-ring${split ? " fl-ring-split" : ""}${value === undefined ? " fl-ring-turning" : ""}`}
      style={{ ...ringCss(node, ctx.width === "tight", ctx.height === "tight"), ...frame.style }}
    >
      <svg aria-hidden="true" fill="none" stroke-width={stroke} stroke-linecap={capOf(cap)}>
        {(split || colorOf(node.bgcolor)) && (
          <circle
            class="fl-ring-track"
            cx="50%"
            cy="50%"
            r={radius}
            pathLength={100}
            {...(split
              ? {
                  "stroke-dasharray": `${Math.max(0, 100 - part - 2 * gap)} 200`,
                  "stroke-dashoffset": -(part + gap),
                }
              : {})}
          />
        )}
        <circle
          class="fl-ring-value"
          cx="50%"
          cy="50%"
          r={radius}
          pathLength={100}
          stroke-dasharray={`${part} 200`}
        />
      </svg>
    </div>
  );
}

function capOf(cap: string | undefined): "butt" | "round" | "square" {
  return cap === "round" || cap === "square" ? cap : "butt";
}

function ringCss(node: ControlMap, tightWidth: boolean, tightHeight: boolean): CSSProperties {
  const limits = mapOf(node.size_constraints);
  const padding = edgesOf(node.padding);
  const least = (value: unknown) => {
    const size = numberOf(value);
    return size === undefined ? undefined : `${size}px`;
  };
  return definedCss({
    "--fl-active": colorOf(node.color),
    "--fl-inactive": colorOf(node.bgcolor),
    minWidth: tightWidth ? "0" : least(limits?.min_width),
    minHeight: tightHeight ? "0" : least(limits?.min_height),
    "--fl-inset": padding && `${padding.left}px`,
  });
}
