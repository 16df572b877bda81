import type { ComponentChild } from "preact";
import { cell } from "../../layout/cell.ts";
import { colorOf } from "../../values/color.ts";
import { numberOf } from "../../values/scalars.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

/** A crossed box where something will be. */
export function Placeholder({ node, ctx, frame }: ControlProps): ComponentChild {
  const width = numberOf(node.stroke_width) ?? 2;
  const fallback = (offer: string, value: unknown) =>
    offer === "free" ? `${numberOf(value) ?? 400}px` : undefined;
  const size = {
    width: fallback(ctx.width, node.fallback_width),
    height: fallback(ctx.height, node.fallback_height),
  };
  return (
    <div
      {...frame}
      class="fl-crossed"
      style={{
        ...cell,
        ...(size.width ? { width: size.width } : {}),
        ...(size.height ? { height: size.height } : {}),
        ...frame.style,
      }}
    >
      <svg
        aria-hidden="true"
        preserveAspectRatio="none"
        viewBox="0 0 1 1"
        style={{ stroke: colorOf(node.color) ?? "#455a64", strokeWidth: width }}
      >
        <path d="M0 0H1V1H0ZL1 1M1 0L0 1" />
      </svg>
      {soleChild(node.content, ctx)}
    </div>
  );
}
