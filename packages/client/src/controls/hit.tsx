import type { ComponentChild } from "preact";
import type { ControlMap } from "../view/control-map.ts";
import { usePress } from "./use-press.ts";

interface Props {
  readonly node: ControlMap;
  readonly disabled: boolean;
  /** Id of the element that names the button. */
  readonly labelledBy?: string;
  readonly label?: string;
  readonly onPress?: () => void;
  readonly focusable?: (box: HTMLElement) => HTMLElement | null;
  readonly expanded?: boolean;
  readonly pressed?: boolean;
}

/**
 * The button of a control that also holds other controls: it lies below them over the whole box, so that no
 * button is inside of another one.
 */
export function Hit({
  node,
  disabled,
  labelledBy,
  label,
  onPress,
  focusable = hitOf,
  expanded,
  pressed,
}: Props): ComponentChild {
  const press = usePress(node, { disabled, focusable, ...(onPress ? { onPress } : {}) });
  return (
    <button
      {...press}
      type="button"
      class="fl-hit"
      disabled={disabled}
      {...(labelledBy ? { "aria-labelledby": labelledBy } : {})}
      {...(label ? { "aria-label": label } : {})}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      {...(expanded === undefined ? {} : { "aria-expanded": expanded })}
    />
  );
}

/** The button of a control's box. */
export function hitOf(box: HTMLElement): HTMLElement | null {
  return box.querySelector<HTMLElement>(":scope > .fl-hit");
}
