import type { ComponentChild } from "preact";
import { cell } from "../../layout/cell.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

const passed = [
  "pointerdown",
  "pointerup",
  "pointermove",
  "click",
  "dblclick",
  "contextmenu",
] as const;

/** What is pressed in it is pressed on what lies below, too. */
export function TransparentPointer({ node, ctx, frame }: ControlProps): ComponentChild {
  const pass = (event: MouseEvent) => {
    const box = event.currentTarget;
    if (!(box instanceof HTMLElement) || !event.isTrusted) return;
    const below = document
      .elementsFromPoint(event.clientX, event.clientY)
      .find((element) => !box.contains(element) && !element.contains(box));
    if (!below) return;
    const Again = event.constructor as typeof MouseEvent;
    below.dispatchEvent(new Again(event.type, event));
  };
  const handlers = Object.fromEntries(passed.map((type) => [`on${type}`, pass]));
  return (
    <div {...frame} {...handlers} style={{ ...cell, ...frame.style }}>
      {soleChild(node.content, ctx)}
    </div>
  );
}
