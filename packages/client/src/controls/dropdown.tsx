import type { ComponentChild, CSSProperties } from "preact";
import { useRef } from "preact/hooks";
import { knownIcons } from "../icons/known-icons.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { type Edges, edgesOf } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { mapOf, numberOf, textOf } from "../values/scalars.ts";
import { stateValue } from "../values/state-value.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { ChoiceList, comboAttributes } from "./choice-list.tsx";
import { optionText } from "./dropdown-item.tsx";
import { FieldShell, fieldIds } from "./field-shell.tsx";
import { Glyph, iconOrChild } from "./icon-of.tsx";
import { hintCss, textAlignCss } from "./input-css.ts";
import { type Choice, useChoice } from "./use-choice.ts";
import { useParts } from "./use-parts.ts";

/** A field with a list to choose from; an editable one takes other texts too. */
export function Dropdown({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const options = useParts(node.options);
  const choice = useChoice(node, options, input);
  const ids = fieldIds(node);
  const insets = edgesOf(node.expanded_insets);
  const editable = node.editable === true;
  return (
    <FieldShell
      node={node}
      ctx={ctx}
      frame={{ ...frame, style: { ...frame.style, ...(insets ? insetsCss(insets) : {}) } }}
      filledIn={choice.text !== ""}
      extra={`fl-dropdown${choice.open ? " fl-open" : ""}${insets ? " fl-sized" : ""}`}
      parts={{
        error: node.error_text,
        helper: node.helper_text,
        prefixIcon: node.leading_icon,
        suffixIcon: <Arrow node={node} ctx={ctx} choice={choice} />,
      }}
    >
      <input
        ref={input}
        id={ids.input}
        class="fl-input"
        type="text"
        autocomplete="off"
        spellcheck={false}
        readOnly={!editable}
        disabled={ctx.disabled}
        placeholder={textOf(node.hint_text) ?? ""}
        value={choice.text}
        style={{
          ...hintCss(node, node.hint_style),
          ...definedCss({ textAlign: textAlignCss(node) }),
        }}
        {...comboAttributes(node, choice, {
          id: ids.foot,
          error: node.error_text,
          helper: node.helper_text,
        })}
        aria-autocomplete={editable ? "list" : "none"}
        onClick={() => choice.toggle()}
        onInput={(event) => choice.type(event.currentTarget.value)}
        onKeyDown={choice.onKeyDown}
        onFocus={() => client.trigger(node, "focus")}
        onBlur={() => client.trigger(node, "blur")}
      />
      <span class="fl-dropdown-sizer" aria-hidden="true">
        {options.map((option) => (
          <span key={option._i}>{optionText(option)}</span>
        ))}
        <span>{textOf(node.label) ?? textOf(node.hint_text)}</span>
      </span>
      <ChoiceList
        node={node}
        ctx={ctx}
        choice={choice}
        placement="below"
        width={numberOf(node.menu_width) ?? "anchor"}
        style={menuCss(node)}
      />
    </FieldShell>
  );
}

function Arrow({
  node,
  ctx,
  choice,
}: {
  node: ControlMap;
  ctx: LayoutContext;
  choice: Choice;
}): ComponentChild {
  const icon = choice.open
    ? (node.selected_trailing_icon ?? node.trailing_icon)
    : node.trailing_icon;
  const drawn = icon === undefined || icon === null ? null : iconOrChild(icon, inPlain(ctx));
  return (
    <button
      type="button"
      class="fl-field-eye fl-dropdown-arrow"
      tabIndex={-1}
      aria-hidden="true"
      disabled={ctx.disabled}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => choice.toggle()}
    >
      {drawn ?? <Glyph icon={knownIcons.arrowDropDown} ctx={ctx} />}
    </button>
  );
}

/** A field as wide as its place; above and below there are no insets. */
function insetsCss({ left, right }: Edges): CSSProperties {
  return {
    width: "100%",
    boxSizing: "border-box",
    paddingLeft: `${left}px`,
    paddingRight: `${right}px`,
  };
}

function menuCss(node: ControlMap): CSSProperties {
  const height = numberOf(node.menu_height);
  const style = mapOf(node.menu_style);
  return definedCss({
    background: colorOf(stateValue(node.bgcolor, [])) ?? colorOf(stateValue(style?.bgcolor, [])),
    boxShadow: elevationShadow(stateValue(style?.elevation, [])),
    maxBlockSize: height === undefined ? undefined : `${height}px`,
  });
}
