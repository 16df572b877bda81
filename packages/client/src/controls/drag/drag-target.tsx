import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { cell } from "../../layout/cell.ts";
import { textOf } from "../../values/scalars.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";
import { type DropMessage, dropEvent } from "./drop-events.ts";

/** A place that takes the dragged controls of its group. */
export function DragTarget({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const latest = useRef(node);
  latest.current = node;
  useEffect(() => {
    const element = client.elementOf(node);
    if (!element) return;
    const hear = (event: Event) => {
      const {
        type,
        source: src_id,
        group,
        place,
        accept,
      } = (event as CustomEvent<DropMessage>).detail;
      const target = latest.current;
      const { left, top } = element.getBoundingClientRect();
      const where = { src_id, l: { x: place.x - left, y: place.y - top }, g: place };
      switch (type) {
        case "enter": {
          const fits = group === (textOf(target.group) ?? "default");
          client.trigger(target, "will_accept", { accept: fits, src_id });
          if (fits) accept();
          break;
        }
        case "move":
          client.trigger(target, "move", where);
          break;
        case "leave":
          client.trigger(target, "leave", { src_id });
          break;
        case "drop":
          accept();
          client.trigger(target, "accept", where);
      }
    };
    element.addEventListener(dropEvent, hear);
    return () => element.removeEventListener(dropEvent, hear);
  }, []);
  return (
    <div
      {...frame}
      {...(ctx.disabled ? {} : { "data-drop": "" })}
      style={{ ...cell, ...frame.style }}
    >
      {soleChild(node.content, ctx)}
    </div>
  );
}
