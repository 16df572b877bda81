import type { ComponentChild } from "preact";
import { cell } from "../../layout/cell.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

/** Marks a part that two views share. */
export function Hero({ node, ctx, frame }: ControlProps): ComponentChild {
  return (
    <div {...frame} style={{ ...cell, ...frame.style }}>
      {soleChild(node.content, ctx)}
    </div>
  );
}
