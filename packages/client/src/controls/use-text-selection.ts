import { useEffect } from "preact/hooks";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

interface SelectionHandlers {
  onClick(): void;
}

/** Tells the app about clicks on a selectable text and about the selection in it. */
export function useTextSelection(node: ControlMap, value: string): SelectionHandlers {
  const client = useClient();
  const watched = node.selectable === true && node.on_selection_change === true;
  useEffect(() => {
    const element = client.elementOf(node);
    if (!watched || !element) return;
    const report = () => {
      const selection = selectionIn(element);
      if (!selection) return;
      client.trigger(node, "selection_change", { selected_text: value, cause: "drag", selection });
    };
    document.addEventListener("selectionchange", report);
    return () => document.removeEventListener("selectionchange", report);
  });
  return { onClick: () => client.trigger(node, "tap") };
}

function selectionIn(element: HTMLElement) {
  const selection = element.ownerDocument.getSelection();
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || !anchorNode || !focusNode) return undefined;
  if (!element.contains(anchorNode) || !element.contains(focusNode)) return undefined;
  return {
    base_offset: offsetIn(element, anchorNode, selection.anchorOffset),
    extent_offset: offsetIn(element, focusNode, selection.focusOffset),
    affinity: "downstream",
    directional: false,
  };
}

function offsetIn(element: HTMLElement, node: Node, offset: number): number {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  return range.toString().length;
}
