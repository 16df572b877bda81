import type { ClientContext } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

/** Tells the app about the selection in a text; returns the undo. */
export function watchSelection(
  client: ClientContext,
  node: ControlMap,
  value: string,
  element: HTMLElement,
): () => void {
  const report = () => {
    const selection = selectionIn(element);
    if (!selection) return;
    client.trigger(node, "selection_change", { selected_text: value, cause: "drag", selection });
  };
  document.addEventListener("selectionchange", report);
  return () => document.removeEventListener("selectionchange", report);
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
