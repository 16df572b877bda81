import { BaseControl, defineControl } from "../core/base-control.ts";
import type { DialogControl } from "../generated/base.ts";
import { dialogsSpec, overlaySpec } from "../generated/page.ts";

/** Holds the floating controls above the views. */
export class Overlay extends BaseControl {
  declare controls: BaseControl[];
}
defineControl(Overlay, overlaySpec);

/** Holds the dialogs that are shown or still closing. */
export class Dialogs extends BaseControl {
  declare controls: DialogControl[];

  /** Shows a dialog; it stays in the list until the client has closed it completely. */
  show(dialog: DialogControl): void {
    if (this.controls.includes(dialog)) {
      throw new Error(`${dialog.constructor.name} is already open, or not yet closed completely`);
    }
    this.prepare(dialog);
    this.controls.push(dialog);
    this.update();
  }

  /** Makes a dialog one that is open and tells when it has closed. */
  prepare(dialog: DialogControl): void {
    dialog.open = true;
    dialog.onDismiss ??= untilDismissed;
  }

  /** Starts closing the dialog that was opened last; null if none is open. */
  pop(): DialogControl | null {
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
  dismissed(dialog: BaseControl, data: unknown): boolean {
    const at = (this.controls as BaseControl[]).indexOf(dialog);
    const [shown] = at < 0 ? [] : this.controls.splice(at, 1);
    if (shown !== undefined) {
      if (shown.onDismiss === untilDismissed) shown.onDismiss = null;
      this.update();
    }
    return data !== false;
  }
}
defineControl(Dialogs, dialogsSpec);

/** Makes the client tell when a dialog without a handler has closed. */
function untilDismissed(): void {}
