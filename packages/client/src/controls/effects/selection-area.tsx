import type { ComponentChild } from "preact";
import { useEffect } from "preact/hooks";
import { cell } from "../../layout/cell.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

/** All texts in it can be selected; the app hears what is. */
export function SelectionArea({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const watched = node.on_change === true;
  useEffect(() => {
    const element = client.elementOf(node);
    if (!watched || !element) return;
    let told: string | null = null;
    const report = () => {
      const selection = document.getSelection();
      const within = selection?.anchorNode && element.contains(selection.anchorNode);
      const text = within ? selection.toString() || null : null;
      if (text === told) return;
      told = text;
      client.trigger(node, "change", text);
    };
    document.addEventListener("selectionchange", report);
    return () => document.removeEventListener("selectionchange", report);
  });
  return (
    <div {...frame} class="fl-selection-area" style={{ ...cell, ...frame.style }}>
      {soleChild(node.content, ctx)}
    </div>
  );
}
