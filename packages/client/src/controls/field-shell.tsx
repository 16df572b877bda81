import type { ComponentChild, ComponentChildren, CSSProperties } from "preact";
import { boxConstraintsCss } from "../values/box-constraints.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { edgesOf } from "../values/edges.ts";
import { fieldBorderOf } from "../values/field-border.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import { textStyleCss } from "../values/text-style.ts";
import { textOrChild } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain, type LayoutContext } from "../view/layout-context.ts";
import type { Frame } from "../view/registry.ts";
import { iconOrChild } from "./icon-of.tsx";
import { textHeightCss } from "./input-css.ts";
import { isShown } from "./is-shown.ts";

/** The parts of an input field that are not the input itself, whatever their properties are called. */
export interface FieldParts {
  readonly error?: unknown;
  readonly helper?: unknown;
  readonly counter?: unknown;
  readonly icon?: unknown;
  readonly prefixIcon?: unknown;
  readonly suffixIcon?: ComponentChild;
}

interface Props {
  readonly node: ControlMap;
  readonly ctx: LayoutContext;
  readonly frame: Frame;
  readonly parts: FieldParts;
  readonly extra?: string;
  /** The field has a text, so that its label makes room. */
  readonly filledIn: boolean;
  readonly children: ComponentChildren;
}

/** Ids of the elements that name and describe the input. */
export function fieldIds(node: ControlMap) {
  return { input: `fl-input-${node._i}`, foot: `fl-foot-${node._i}` };
}

/** Border, label, icons and foot around an input. */
export function FieldShell({
  node,
  ctx,
  frame,
  parts,
  extra,
  filledIn,
  children,
}: Props): ComponentChild {
  const border = fieldBorderOf(node);
  const inside = inPlain(ctx);
  const wrong = isShown(parts.error);
  const flags = [
    "fl-field",
    `fl-field-${border.type}`,
    filledIn ? "fl-floating" : "",
    wrong ? "fl-erroneous" : "",
    ctx.disabled ? "fl-disabled" : "",
    node.filled === true || colorOf(node.fill_color) || colorOf(node.bgcolor) ? "fl-filled-in" : "",
    node.dense === true ? "fl-dense" : "",
    node.collapsed === true ? "fl-collapsed" : "",
    isShown(node.label) ? "fl-with-label" : "",
    extra ?? "",
  ];
  const icon = parts.icon ?? undefined;
  const prefixIcon = parts.prefixIcon ?? undefined;
  return (
    <div
      {...frame}
      class={flags.filter((flag) => flag !== "").join(" ")}
      style={{ ...fieldCss(node, ctx), ...border.css, ...frame.style }}
    >
      {icon !== undefined && <span class="fl-field-icon">{iconOrChild(icon, inside)}</span>}
      <div class="fl-field-main">
        <div class="fl-field-box">
          <Outline node={node} type={border.type} />
          {prefixIcon !== undefined && (
            <span
              class="fl-field-affix-icon"
              style={boxConstraintsCss(node.prefix_icon_size_constraints)}
            >
              {iconOrChild(prefixIcon, inside)}
            </span>
          )}
          <div class="fl-field-inner">
            {isShown(node.label) && (
              <label
                class="fl-field-label"
                for={fieldIds(node).input}
                style={textStyleCss(node.label_style)}
              >
                {textOrChild(node.label, inside)}
              </label>
            )}
            {children}
          </div>
          {parts.suffixIcon && (
            <span
              class="fl-field-affix-icon"
              style={boxConstraintsCss(node.suffix_icon_size_constraints)}
            >
              {parts.suffixIcon}
            </span>
          )}
        </div>
        <Foot node={node} ctx={inside} parts={parts} />
      </div>
    </div>
  );
}

/** The border; its legend opens a gap for the label. */
function Outline({ node, type }: { node: ControlMap; type: string }): ComponentChild {
  if (type !== "outline") return <span class="fl-field-line" />;
  const label = textOf(node.label);
  return (
    <fieldset class="fl-notch" aria-hidden="true">
      <legend>{label ? <span>{label}</span> : null}</legend>
    </fieldset>
  );
}

function Foot({ node, ctx, parts }: Pick<Props, "node" | "ctx" | "parts">): ComponentChild {
  const wrong = isShown(parts.error);
  const text = wrong ? parts.error : parts.helper;
  if (!isShown(text) && !isShown(parts.counter)) return null;
  const style = textStyleCss(wrong ? node.error_style : node.helper_style);
  const lines = numberOf(wrong ? node.error_max_lines : node.helper_max_lines);
  if (lines !== undefined) style.maxHeight = `${lines * 16}px`;
  return (
    <div class="fl-field-foot" id={fieldIds(node).foot}>
      <span class="fl-field-message" style={style}>
        {textOrChild(text, ctx)}
      </span>
      {isShown(parts.counter) && (
        <span style={textStyleCss(node.counter_style)}>{textOrChild(parts.counter, ctx)}</span>
      )}
    </div>
  );
}

function fieldCss(node: ControlMap, ctx: LayoutContext): CSSProperties {
  const padding = edgesOf(node.content_padding);
  const size = numberOf(node.text_size);
  const style = textStyleCss(node.text_style);
  const limits = boxConstraintsCss(node.size_constraints);
  return {
    ...(ctx.width === "free" ? { width: "300px" } : {}),
    ...style,
    ...limits,
    ...textHeightCss(node),
    ...definedCss({
      "--fl-most-height": limits.maxHeight as string | undefined,
      fontSize: size === undefined ? undefined : `${size}px`,
      "--fl-ink": colorOf(node.color) ?? (style.color as string | undefined),
      "--fl-ink-focused": colorOf(node.focused_color),
      "--fl-fill": colorOf(node.fill_color) ?? colorOf(node.bgcolor),
      "--fl-fill-focused": colorOf(node.focused_bgcolor) ?? colorOf(node.focus_color),
      "--fl-fill-hovered": colorOf(node.hover_color),
      "--fl-pad-top": padding && `${padding.top}px`,
      "--fl-pad-bottom": padding && `${padding.bottom}px`,
      "--fl-pad-left": padding && `${padding.left}px`,
      "--fl-pad-right": padding && `${padding.right}px`,
    }),
  };
}
