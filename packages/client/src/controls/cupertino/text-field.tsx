import type { ComponentChild, CSSProperties } from "preact";
import { useState } from "preact/hooks";
import { knownIcons } from "../../icons/known-icons.ts";
import { borderRadiusCss } from "../../values/border-radius.ts";
import { boxConstraintsCss } from "../../values/box-constraints.ts";
import { boxLook } from "../../values/box-decoration.ts";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { edgesCss, edgesOf } from "../../values/edges.ts";
import { fieldBorderOf } from "../../values/field-border.ts";
import { choiceOf, numberOf, textOf } from "../../values/scalars.ts";
import { textStyleCss } from "../../values/text-style.ts";
import { textOrChild } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { Glyph } from "../icon-of.tsx";
import { inputAttributes } from "../input-attributes.ts";
import { inputCss, textHeightCss } from "../input-css.ts";
import { isShown } from "../is-shown.ts";
import { textEntry, useHidden } from "../text-entry.tsx";
import { useTextInput } from "../use-text-input.ts";

/** A field for text as iOS draws it. */
export function CupertinoTextField({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const [focused, setFocused] = useState(false);
  const { hidden, eye } = useHidden(node, ctx, "fl-cup-clear");
  const value = textOf(node.value) ?? "";
  const multiline = node.multiline === true || (numberOf(node.max_lines) ?? 1) > 1;
  const handlers = useTextInput(node, { value, multiline });
  const placeholder = textOf(node.placeholder_text);
  const seen = (mode: unknown, usual: "always" | "never") => {
    const when = choiceOf(mode, ["never", "always", "editing", "notEditing"], usual);
    const editing = focused && value !== "";
    return when === "always" || (when !== "never" && editing === (when === "editing"));
  };
  const clear = () => {
    client.update(node, { value: "" });
    client.trigger(node, "change", "");
    handlers.ref.current?.focus();
  };
  const attributes: object = {
    ...inputAttributes(node),
    ...handlers,
    class: "fl-cup-input",
    disabled: ctx.disabled,
    ...(placeholder === undefined ? {} : { placeholder }),
    "aria-label": textOf(node.label) ?? placeholder ?? "Text",
    onFocus: () => {
      setFocused(true);
      handlers.onFocus();
    },
    onBlur: () => {
      setFocused(false);
      handlers.onBlur();
    },
    style: inputCss(node, node.placeholder_style),
  };
  return (
    <div
      {...frame}
      class={`fl-cup-field${ctx.disabled ? " fl-disabled" : ""}`}
      style={{ ...fieldCss(node, client.assetUrl), ...frame.style }}
    >
      {isShown(node.prefix) && seen(node.prefix_visibility_mode, "always") && (
        <span>{textOrChild(node.prefix, inPlain(ctx))}</span>
      )}
      {textEntry({ node, value, hidden, multiline, input: handlers.ref, attributes })}
      {value !== "" && seen(node.clear_button_visibility_mode, "never") && (
        <button
          type="button"
          class="fl-cup-clear"
          aria-label={textOf(node.clear_button_semantics_label) ?? "Clear"}
          disabled={ctx.disabled}
          onPointerDown={(event) => event.preventDefault()}
          onClick={clear}
        >
          <Glyph icon={knownIcons.cancel} ctx={ctx} />
        </button>
      )}
      {eye}
      {isShown(node.suffix) && seen(node.suffix_visibility_mode, "always") && (
        <span>{textOrChild(node.suffix, inPlain(ctx))}</span>
      )}
    </div>
  );
}

function fieldCss(node: ControlMap, assetUrl: (src: string) => string): CSSProperties {
  const padding = edgesOf(node.padding);
  const size = numberOf(node.text_size);
  const border = node.border === undefined ? undefined : fieldBorderOf(node);
  const line = border?.css as Readonly<Record<string, string | undefined>> | undefined;
  const { gradient, image, blend_mode, shadows } = node;
  return {
    ...boxLook({ gradient, image, blend_mode, shadows }, assetUrl).style,
    ...textStyleCss(node.text_style),
    ...boxConstraintsCss(node.size_constraints),
    ...textHeightCss(node),
    ...definedCss({
      "--fl-pad": padding && edgesCss(padding),
      "--fl-fill": colorOf(node.bgcolor),
      "--fl-fill-focused": colorOf(node.focused_bgcolor),
      "--fl-ink": colorOf(node.color),
      "--fl-ink-focused": colorOf(node.focused_color),
      fontSize: size === undefined ? undefined : `${size}px`,
      borderRadius: line?.["--fl-radius"] ?? borderRadiusCss(node.border_radius),
    }),
    ...lineCss(node, border?.type, line?.["--fl-border"]),
  };
}

function lineCss(node: ControlMap, type: string | undefined, side: string | undefined) {
  const color = colorOf(node.border_color);
  const width = numberOf(node.border_width);
  if (type === "none") return { boxShadow: "none" };
  const line = side ?? (color || width ? `${width ?? 1}px solid ${color ?? "#000000"}` : undefined);
  if (!line) return {};
  return type === "underline"
    ? { boxShadow: "none", borderBottom: line }
    : { boxShadow: "none", border: line };
}
