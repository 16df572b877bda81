import type { ComponentChild, CSSProperties } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { alignmentOf } from "../values/alignment.ts";
import { buttonStyleCss } from "../values/button-style.ts";
import { mapOf, textOf } from "../values/scalars.ts";
import { stateValue } from "../values/state-value.ts";
import { textStyleCss } from "../values/text-style.ts";
import { child, controlOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import type { LayoutContext } from "../view/layout-context.ts";
import { iconOrChild } from "./icon-of.tsx";

const places = ["left", "center", "right"] as const;

interface Props {
  readonly option: ControlMap;
  readonly ctx: LayoutContext;
  readonly selected: boolean;
  readonly active: boolean;
  readonly height: number | undefined;
  readonly onChoose: () => void;
}

/** One option of an open dropdown. */
export function DropdownItem({
  option,
  ctx,
  selected,
  active,
  height,
  onChoose,
}: Props): ComponentChild {
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
        ...(height === undefined ? {} : { minBlockSize: `${height}px` }),
      }}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => {
        if (!disabled) onChoose();
      }}
    >
      {hasPart(option.leading_icon) && iconOrChild(option.leading_icon, ctx)}
      <span class="fl-menu-text" style={placeCss(option.alignment)}>
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

/** Where the text of a choice stands in its line. */
export function placeCss(value: unknown): CSSProperties {
  const alignment = alignmentOf(value);
  return alignment ? { textAlign: places[Math.sign(alignment.x) + 1] } : {};
}

function hasPart(value: unknown): boolean {
  return typeof value === "number" || controlOf(value) !== undefined;
}
