import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { buttonStyleCss } from "../values/button-style.ts";
import { mapOf, textOf } from "../values/scalars.ts";
import { stateValue } from "../values/state-value.ts";
import { textStyleCss } from "../values/text-style.ts";
import { child, controlOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import type { LayoutContext } from "../view/layout-context.ts";
import { iconOrChild } from "./icon-of.tsx";

interface Props {
  readonly option: ControlMap;
  readonly ctx: LayoutContext;
  readonly selected: boolean;
  readonly active: boolean;
  readonly onChoose: () => void;
}

/** One option of an open dropdown. */
export function DropdownItem({ option, ctx, selected, active, onChoose }: Props): ComponentChild {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const disabled = option.disabled === true;
  const style = mapOf(option.style);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox
    <div
      ref={ref}
      role="option"
      id={`fl-option-${option._i}`}
      data-id={option._i}
      class={`fl-menu-item fl-type fl-label-large${active ? " fl-active" : ""}`}
      aria-selected={selected}
      {...(disabled ? { "aria-disabled": true } : {})}
      style={{
        ...buttonStyleCss(style, disabled ? ["disabled"] : []),
        ...textStyleCss(stateValue(style?.text_style, [])),
      }}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => {
        if (!disabled) onChoose();
      }}
    >
      {hasPart(option.leading_icon) && iconOrChild(option.leading_icon, ctx)}
      <span class="fl-menu-text">
        {controlOf(option.content) ? child(option.content, ctx) : optionText(option)}
      </span>
      {hasPart(option.trailing_icon) && iconOrChild(option.trailing_icon, ctx)}
    </div>
  );
}

/** What an option shows, and what it puts into the field. */
export function optionText(option: ControlMap): string {
  return textOf(option.text) ?? textOf(option.key) ?? "";
}

function hasPart(value: unknown): boolean {
  return typeof value === "number" || controlOf(value) !== undefined;
}
