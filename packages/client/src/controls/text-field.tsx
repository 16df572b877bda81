import type { ComponentChild } from "preact";
import { numberOf, textOf } from "../values/scalars.ts";
import { textStyleCss } from "../values/text-style.ts";
import { textOrChild } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { FieldShell, fieldIds } from "./field-shell.tsx";
import { iconOrChild } from "./icon-of.tsx";
import { inputAttributes } from "./input-attributes.ts";
import { inputCss } from "./input-css.ts";
import { isShown } from "./is-shown.ts";
import { textEntry, useHidden } from "./text-entry.tsx";
import { useTextInput } from "./use-text-input.ts";

/** A field for one or more lines of text. */
export function TextField({ node, ctx, frame }: ControlProps): ComponentChild {
  const { hidden, eye } = useHidden(node, ctx, "fl-field-eye");
  const value = textOf(node.value) ?? "";
  const multiline = isMultiline(node);
  const handlers = useTextInput(node, { value, multiline });
  const ids = fieldIds(node);
  const wrong = isShown(node.error);
  const described = wrong || isShown(node.helper) || isShown(counterOf(node, value));
  const attributes: object = {
    ...inputAttributes(node),
    ...handlers,
    id: ids.input,
    class: "fl-input",
    disabled: ctx.disabled,
    ...(isShown(node.label) || !isShown(node.hint_text)
      ? {}
      : { "aria-label": textOf(node.hint_text) }),
    ...(wrong ? { "aria-invalid": true } : {}),
    ...(described ? { "aria-describedby": ids.foot } : {}),
    style: inputCss(node, node.hint_style),
  };
  return (
    <FieldShell
      node={node}
      ctx={ctx}
      frame={frame}
      filledIn={value !== ""}
      extra={multiline ? "fl-multiline" : ""}
      parts={{
        error: node.error,
        helper: node.helper,
        counter: counterOf(node, value),
        icon: node.icon,
        prefixIcon: node.prefix_icon,
        suffixIcon: eye || suffixIcon(node, ctx),
      }}
    >
      <Affix node={node} ctx={ctx} side="prefix" />
      {textEntry({ node, value, hidden, multiline, input: handlers.ref, attributes })}
      <Affix node={node} ctx={ctx} side="suffix" />
    </FieldShell>
  );
}

function Affix({
  node,
  ctx,
  side,
}: {
  node: ControlMap;
  ctx: LayoutContext;
  side: "prefix" | "suffix";
}): ComponentChild {
  if (!isShown(node[side])) return null;
  return (
    <span class="fl-field-affix" style={textStyleCss(node[`${side}_style`])}>
      {textOrChild(node[side], inPlain(ctx))}
    </span>
  );
}

function suffixIcon(node: ControlMap, ctx: LayoutContext): ComponentChild {
  const icon = node.suffix_icon ?? undefined;
  return icon === undefined ? null : iconOrChild(icon, inPlain(ctx));
}

function isMultiline(node: ControlMap): boolean {
  return (
    node.multiline === true ||
    (numberOf(node.max_lines) ?? 1) > 1 ||
    (numberOf(node.min_lines) ?? 1) > 1
  );
}

function counterOf(node: ControlMap, value: string): unknown {
  const limit = numberOf(node.max_length);
  if (isShown(node.counter)) {
    const text = textOf(node.counter);
    return text === undefined ? node.counter : withCounts(text, value, limit);
  }
  return limit === undefined || limit < 0 || node.counter === ""
    ? undefined
    : `${[...value].length}/${limit}`;
}

function withCounts(text: string, value: string, limit: number | undefined): string {
  const length = [...value].length;
  return text
    .replaceAll("{value_length}", String(length))
    .replaceAll("{max_length}", String(limit ?? ""))
    .replaceAll("{symbols_left}", String((limit ?? length) - length));
}
