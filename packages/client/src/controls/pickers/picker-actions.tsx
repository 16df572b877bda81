import type { ComponentChild, ComponentChildren } from "preact";
import { textOf } from "../../values/scalars.ts";
import type { ControlMap } from "../../view/control-map.ts";

interface Props {
  readonly node: ControlMap;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
  /** What stands at the other side of the row. */
  readonly children?: ComponentChildren;
}

/** The row at the bottom of a picker. */
export function PickerActions({ node, onCancel, onConfirm, children }: Props): ComponentChild {
  return (
    <div class="fl-picker-actions">
      {children}
      <button type="button" class="fl-button fl-plain fl-type fl-label-large" onClick={onCancel}>
        {textOf(node.cancel_text) ?? "Cancel"}
      </button>
      <button type="button" class="fl-button fl-plain fl-type fl-label-large" onClick={onConfirm}>
        {textOf(node.confirm_text) ?? "OK"}
      </button>
    </div>
  );
}
