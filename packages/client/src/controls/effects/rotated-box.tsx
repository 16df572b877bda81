import type { ComponentChild } from "preact";
import { numberOf } from "../../values/scalars.ts";
import { child } from "../../view/children.tsx";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { useTurnedSize } from "./use-turned-size.ts";

/** Turns its content by quarters before layout: a quarter exchanges width and height. */
export function RotatedBox({ node, ctx, frame }: ControlProps): ComponentChild {
  const quarters = (((numberOf(node.quarter_turns) ?? 0) % 4) + 4) % 4;
  const lies = quarters % 2 === 1;
  const [measure, size] = useTurnedSize(lies);
  return (
    <div
      {...frame}
      class="fl-rotated"
      style={{ ...(size ? { width: size[0], height: size[1] } : {}), ...frame.style }}
    >
      <div ref={measure} class="fl-rotated-content" style={{ rotate: `${quarters / 4}turn` }}>
        {child(node.content, inPlain(ctx))}
      </div>
    </div>
  );
}
