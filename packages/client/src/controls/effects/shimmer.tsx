import type { ComponentChild } from "preact";
import { cell } from "../../layout/cell.ts";
import { colorOf } from "../../values/color.ts";
import { durationOf } from "../../values/duration.ts";
import { choiceOf, mapOf, numberOf } from "../../values/scalars.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

/** A light that runs over its content, of which only the shape shows. */
export function Shimmer({ node, ctx, frame }: ControlProps): ComponentChild {
  const direction = choiceOf(node.direction, ["ltr", "rtl", "ttb", "btt"], "ltr");
  const loop = numberOf(node.loop) ?? 0;
  const colors = mapOf(node.gradient)?.colors;
  const own: readonly unknown[] = Array.isArray(colors) ? colors : [];
  const base = colorOf(node.base_color) ?? colorOf(own[0]) ?? "#e0e0e0";
  const filterId = `fl-shape-${node._i}`;
  return (
    <div {...frame} class="fl-shimmer" style={{ ...cell, ...frame.style }}>
      <svg class="fl-shimmer-filter" aria-hidden="true">
        <filter id={filterId}>
          <feFlood style={{ floodColor: base }} />
          <feComposite in2="SourceAlpha" operator="in" />
        </filter>
      </svg>
      <div
        class={`fl-shimmer-shape fl-shimmer-${direction}`}
        style={{
          ...cell,
          filter: `url(#${filterId})`,
          animationDuration: `${durationOf(node.period, 1_500)}ms`,
          ...(loop > 0 ? { "--fl-loops": loop } : {}),
        }}
      >
        {soleChild(node.content, ctx)}
      </div>
    </div>
  );
}
