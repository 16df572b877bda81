import type { ComponentChild, CSSProperties } from "preact";
import { useRef } from "preact/hooks";
import { knownIcons } from "../icons/known-icons.ts";
import { borderRadiusCss } from "../values/border-radius.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { paddingCss } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import { child, controlOf } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { ChoiceList, comboAttributes } from "./choice-list.tsx";
import { placeCss } from "./dropdown-item.tsx";
import { FieldShell, fieldIds } from "./field-shell.tsx";
import { Glyph, iconOrChild } from "./icon-of.tsx";
import { useChoice } from "./use-choice.ts";
import { useParts } from "./use-parts.ts";

/** The older dropdown: a field whose list opens over it, and nothing else can be typed. */
export function DropdownM2({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const options = useParts(node.options);
  const choice = useChoice(node, options, input, (option, value) => {
    client.update(node, { value });
    client.trigger(option, "click");
    client.trigger(node, "change", value);
  });
  const ids = fieldIds(node);
  const own = controlOf(choice.selected?.content);
  const hint = ctx.disabled ? (node.disabled_hint_content ?? node.hint_content) : node.hint_content;
  return (
    <FieldShell
      node={node}
      ctx={ctx}
      frame={{ ...frame, style: { ...paddingCss(node.padding), ...frame.style } }}
      filledIn={choice.selected !== undefined}
      extra={`fl-dropdown${choice.open ? " fl-open" : ""}`}
      parts={{
        error: node.error,
        helper: node.helper,
        counter: node.counter,
        icon: node.icon,
        prefixIcon: node.prefix_icon,
        suffixIcon: (
          <span class="fl-field-eye" style={arrowCss(node, ctx.disabled)}>
            {isIcon(node.select_icon) ? (
              iconOrChild(node.select_icon, inPlain(ctx))
            ) : (
              <Glyph icon={knownIcons.arrowDropDown} ctx={ctx} />
            )}
          </span>
        ),
      }}
    >
      {(own || (!choice.selected && controlOf(hint))) && (
        <span class="fl-dropdown-content">{child(own ?? hint, inPlain(ctx))}</span>
      )}
      <input
        ref={input}
        id={ids.input}
        class="fl-input"
        type="text"
        autocomplete="off"
        readOnly
        disabled={ctx.disabled}
        placeholder={controlOf(hint) ? "" : (textOf(node.hint_text) ?? "")}
        value={own ? "" : choice.text}
        {...comboAttributes(node, choice, { id: ids.foot, error: node.error, helper: node.helper })}
        onClick={() => {
          client.trigger(node, "click");
          choice.toggle();
        }}
        onKeyDown={choice.onKeyDown}
        style={placeCss(node.alignment)}
        onFocus={() => client.trigger(node, "focus")}
        onBlur={() => client.trigger(node, "blur")}
      />
      <ChoiceList
        node={node}
        ctx={ctx}
        choice={choice}
        placement="over"
        width="anchor"
        style={menuCss(node)}
      />
    </FieldShell>
  );
}

function isIcon(value: unknown): boolean {
  return typeof value === "number" || controlOf(value) !== undefined;
}

function arrowCss(node: ControlMap, disabled: boolean): CSSProperties {
  const color = disabled ? node.select_icon_disabled_color : node.select_icon_enabled_color;
  const size = numberOf(node.select_icon_size);
  return definedCss({
    pointerEvents: "none",
    "--fl-icon-color": colorOf(color),
    "--fl-icon-size": size === undefined ? undefined : `${size}px`,
  });
}

function menuCss(node: ControlMap): CSSProperties {
  const height = numberOf(node.max_menu_height);
  return definedCss({
    background: colorOf(node.bgcolor),
    boxShadow: elevationShadow(node.elevation ?? 8),
    borderRadius: borderRadiusCss(node.menu_border_radius ?? node.border_radius),
    maxBlockSize: height === undefined ? undefined : `${height}px`,
  });
}
