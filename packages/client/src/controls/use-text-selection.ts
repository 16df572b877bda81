import { useEffect } from "preact/hooks";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { loadChunk } from "../view/load-chunk.ts";

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
    let undo = () => {};
    let isLeft = false;
    void loadChunk(() => import("./text-selection.ts")).then(({ watchSelection }) => {
      if (!isLeft) undo = watchSelection(client, node, value, element);
    });
    return () => {
      isLeft = true;
      undo();
    };
  });
  return { onClick: () => client.trigger(node, "tap") };
}
