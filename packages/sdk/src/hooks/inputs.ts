import type { CupertinoSlider } from "../generated/cupertino.ts";
import type {
  Chip,
  DropdownM2,
  DropdownM2Option,
  DropdownOption,
  SegmentedButton,
  TextField,
} from "../generated/material.ts";

/** A background implies a filled field, unless the author says otherwise. */
export function fillTextField(field: TextField): void {
  const { bgcolor, fillColor, hoverColor, focusedColor } = field;
  const hasBackground = [bgcolor, fillColor, hoverColor, focusedColor].some(
    (color) => color !== null,
  );
  if (hasBackground && field.filled === null) field.filled = true;
}

/** As `fillTextField`. */
export function fillDropdown(field: DropdownM2): void {
  const { bgcolor, fillColor, focusedBgcolor } = field;
  const hasBackground = [bgcolor, fillColor, focusedBgcolor].some((color) => color !== null);
  if (hasBackground && field.filled === null) field.filled = true;
}

/** A slider without a value stands at its start. */
export function startSlider(slider: CupertinoSlider): void {
  slider.value ??= slider.min;
}

export function optionHasText(option: DropdownOption | DropdownM2Option): string | undefined {
  return option.key === null && option.text === null ? "key or text must be given" : undefined;
}

export function chipHasOneUse(chip: Chip): string | undefined {
  if (chip.onSelect === null || chip.onClick === null) return undefined;
  return "onSelect and onClick cannot be used together";
}

export function segmentsSelected(button: SegmentedButton): string | undefined {
  const { selected, allowEmptySelection, allowMultipleSelection } = button;
  if (selected.length === 0 && !allowEmptySelection) {
    return "selected can be empty only with allowEmptySelection";
  }
  if (selected.length > 1 && !allowMultipleSelection) {
    return "selected can hold more than one item only with allowMultipleSelection";
  }
  return undefined;
}
