import { nodeKey } from "../../core/tree-node.ts";
import type { DialogControl } from "../../generated/base.ts";
import type { Dialogs } from "../../page/slots.ts";
import type { Components } from "../components.ts";
import { renderingComponent } from "./hook.ts";
import { useEffect } from "./use-effect.ts";
import { useRef } from "./use-ref.ts";

/**
 * Shows a dialog, sheet, picker, snack bar or banner while the component gives one, and closes it when it gives null or
 * leaves. To be called in every render. A dialog of the same class goes on with what it shows now; one that the user has
 * closed is shown again as a new one.
 */
export function useDialog(dialog: DialogControl | null | undefined | false): void {
  const { components } = renderingComponent("useDialog");
  const { _dialogs: dialogs } = components.session.page;
  const shown = useRef<DialogControl>();
  if (shown.current !== null && !dialogs.controls.includes(shown.current)) shown.current = null;
  const before = shown.current;
  if (dialog) {
    dialogs.prepare(dialog);
    if (before?.open && before.constructor === dialog.constructor) {
      replace(components, dialogs, before, dialog);
    } else {
      dialogs.controls.push(dialog);
      components.scheduleControl(dialogs);
    }
    shown.current = dialog;
  } else if (before !== null) close(components, before);
  useEffect(nothing, [], () => {
    if (shown.current !== null) close(components, shown.current);
    shown.current = null;
  });
}

/** The new dialog stands for the one that is open, at the same place. */
function replace(
  components: Components,
  dialogs: Dialogs,
  before: DialogControl,
  after: DialogControl,
): void {
  const node = dialogs[nodeKey];
  const sent = node.snapshots?.get("controls");
  const isSent = Array.isArray(sent) && sent.includes(before);
  dialogs.controls[dialogs.controls.indexOf(before)] = after;
  if (isSent) {
    const items = sent.map((item: unknown) => (item === before ? after : item));
    node.snapshots?.set("controls", items);
    components.session.updateRebuilt(before, after);
    after[nodeKey].parent = node;
  } else components.scheduleControl(dialogs);
}

function close(components: Components, dialog: DialogControl): void {
  if (!dialog.open) return;
  dialog.open = false;
  components.session.update([dialog]);
}

function nothing(): void {}
