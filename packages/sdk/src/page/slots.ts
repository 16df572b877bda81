import { BaseControl, defineControl } from "../core/base-control.ts";
import type { ControlSpec } from "../core/spec.ts";

const children: ControlSpec["properties"] = [
  { name: "controls", wire: "controls", kind: "controls", structural: true, factory: () => [] },
];

/** Holds the floating controls above the views. */
export class Overlay extends BaseControl {
  declare controls: BaseControl[];
}
defineControl(Overlay, {
  type: "Overlay",
  internals: { host_positioned: true },
  positional: ["controls"],
  properties: children,
  events: [],
});

/** A control that the page shows and takes away: a dialog, sheet, picker, snack bar or banner. */
export interface Dialog extends BaseControl {
  open: boolean;
  onDismiss: unknown;
}

/** Holds the dialogs that are shown or still closing. */
export class Dialogs extends BaseControl {
  declare controls: Dialog[];

  /** Shows a dialog; it stays in the list until the client has closed it completely. */
  show(dialog: Dialog): void {
    if (this.controls.includes(dialog)) throw new Error("the dialog is already open");
    dialog.open = true;
    dialog.onDismiss ??= untilDismissed;
    this.controls.push(dialog);
    this.update();
  }

  /** Starts closing the dialog that was opened last; null if none is open. */
  pop(): Dialog | null {
    const dialog = this.controls.findLast((candidate) => candidate.open);
    if (dialog === undefined) return null;
    dialog.open = false;
    dialog.update();
    return dialog;
  }

  /**
   * The client has closed a dialog: it leaves the list. False if its handler is not to be called, because a picker's
   * value was chosen.
   */
  dismissed(dialog: Dialog, data: unknown): boolean {
    const at = this.controls.indexOf(dialog);
    if (at >= 0) {
      if (dialog.onDismiss === untilDismissed) dialog.onDismiss = null;
      this.controls.splice(at, 1);
      this.update();
    }
    return data !== false;
  }
}
defineControl(Dialogs, {
  type: "Dialogs",
  positional: ["controls"],
  properties: children,
  events: [],
});

/** Makes the client tell when a dialog without a handler has closed. */
function untilDismissed(): void {}
