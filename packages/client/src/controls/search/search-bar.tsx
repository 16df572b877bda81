import type { ComponentChild, CSSProperties } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { knownIcons } from "../../icons/known-icons.ts";
import { borderSideCss } from "../../values/border-side.ts";
import { boxConstraintsCss } from "../../values/box-constraints.ts";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { edgesCss, edgesOf } from "../../values/edges.ts";
import { elevationShadow } from "../../values/elevation.ts";
import { capitalized } from "../../values/input-filter.ts";
import { numberOf, textOf } from "../../values/scalars.ts";
import { shapeCss, shapeOf } from "../../values/shape.ts";
import { stateValue } from "../../values/state-value.ts";
import { textStyleCss } from "../../values/text-style.ts";
import { child, children, controlOf } from "../../view/children.tsx";
import { useClient, useMethods } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { Glyph } from "../icon-of.tsx";
import { inputAttributes } from "../input-attributes.ts";
import { hintCss } from "../input-css.ts";
import { Popup } from "../popup.tsx";
import { useFocus } from "../use-press.ts";

/** A field to search with; its view shows what is found. */
export function SearchBar({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(textOf(node.value) ?? "");
  useEffect(() => setText(textOf(node.value) ?? ""), [node.value]);
  useFocus(node, () => input.current);
  const inside = inPlain(ctx);
  const close = () => {
    setOpen(false);
    input.current?.focus();
  };
  useMethods(node, {
    open_view: () => {
      setOpen(true);
      return null;
    },
    close_view: ({ text: chosen }) => {
      const value = textOf(chosen);
      if (value !== undefined) {
        setText(value);
        client.update(node, { value });
      }
      close();
      return null;
    },
  });
  const watchesOutside = node.on_tap_outside_bar === true;
  useEffect(() => {
    if (!watchesOutside) return;
    const report = (event: PointerEvent) => {
      if (document.activeElement !== input.current) return;
      if (event.target instanceof Node && client.elementOf(node)?.contains(event.target)) return;
      client.trigger(node, "tap_outside_bar");
    };
    document.addEventListener("pointerdown", report);
    return () => document.removeEventListener("pointerdown", report);
  });
  const change = (typed: string) => {
    const value = capitalized(typed, node.capitalization);
    setText(value);
    if (node.on_change !== true) return;
    client.update(node, { value });
    client.trigger(node, "change", value);
  };
  const submit = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (node.on_submit === true) client.update(node, { value: text });
    client.trigger(node, "submit", text);
  };
  const field = (hint: string | undefined): object => ({
    ...inputAttributes(node),
    type: "search",
    class: "fl-search-input",
    placeholder: hint ?? "",
    "aria-label": hint ?? "Search",
    value: text,
    disabled: ctx.disabled,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement }) =>
      change(event.currentTarget.value),
    onKeyDown: submit,
  });
  return (
    <div
      {...frame}
      class={`fl-search${ctx.disabled ? " fl-disabled" : ""}`}
      style={{ ...barCss(node), ...frame.style }}
    >
      {child(node.bar_leading, inside)}
      <input
        {...field(textOf(node.bar_hint_text))}
        ref={input}
        onClick={() => client.trigger(node, "tap")}
        onFocus={() => client.trigger(node, "focus")}
        onBlur={() => client.trigger(node, "blur")}
      />
      {children(node.bar_trailing, inside)}
      {open && (
        <Popup
          anchor={client.elementOf(node)}
          placement="over"
          width="anchor"
          role="dialog"
          aria-label="Search"
          class={`fl-menu fl-search-view${node.full_screen === true ? " fl-search-full" : ""}`}
          style={viewCss(node)}
          onClose={() => {
            client.trigger(node, "tap_outside_view");
            close();
          }}
        >
          <div class="fl-search-head" style={headCss(node)}>
            {controlOf(node.view_leading) ? (
              child(node.view_leading, inside)
            ) : (
              <button
                type="button"
                class="fl-button fl-icon-button"
                aria-label="Back"
                onClick={close}
              >
                <Glyph icon={knownIcons.arrowBack} ctx={ctx} />
              </button>
            )}
            <input
              style={searchCss(node)}
              {...field(textOf(node.view_hint_text) ?? textOf(node.bar_hint_text))}
              autofocus
            />
            {controlOf(node.view_trailing)
              ? children(node.view_trailing, inside)
              : text !== "" && (
                  <button
                    type="button"
                    class="fl-button fl-icon-button"
                    aria-label="Clear"
                    onClick={() => change("")}
                  >
                    <Glyph icon={knownIcons.close} ctx={ctx} />
                  </button>
                )}
          </div>
          <div class="fl-search-list">
            {children(node.controls, inPlain(ctx, { width: "tight" }))}
          </div>
        </Popup>
      )}
    </div>
  );
}

function barCss(node: ControlMap): CSSProperties {
  const padding = edgesOf(stateValue(node.bar_padding, []));
  const margin = edgesOf(node.bar_scroll_padding);
  return {
    ...textStyleCss(stateValue(node.bar_text_style, [])),
    ...definedCss({
      "--fl-bg": colorOf(stateValue(node.bar_bgcolor, [])),
      "--fl-overlay-hovered": colorOf(stateValue(node.bar_overlay_color, ["hovered"])),
      "--fl-shadow": elevationShadow(stateValue(node.bar_elevation, [])),
      "--fl-hint": textStyleCss(stateValue(node.bar_hint_text_style, [])).color as
        | string
        | undefined,
      border: borderSideCss(stateValue(node.bar_border_side, [])),
      padding: padding && edgesCss(padding),
      scrollMargin: margin && edgesCss(margin),
    }),
    ...boxConstraintsCss(node.bar_size_constraints),
    ...shapeCss(shapeOf(stateValue(node.bar_shape, []))),
  };
}

function headCss(node: ControlMap): CSSProperties {
  const height = numberOf(node.view_header_height);
  const padding = edgesOf(node.view_bar_padding);
  return definedCss({
    blockSize: height === undefined ? undefined : `${height}px`,
    padding: padding && edgesCss(padding),
  });
}

function searchCss(node: ControlMap): CSSProperties {
  return {
    ...textStyleCss(node.view_header_text_style),
    ...hintCss(node, node.view_hint_text_style),
  };
}

function viewCss(node: ControlMap): CSSProperties {
  const padding = edgesOf(node.view_padding);
  return {
    ...boxConstraintsCss(node.view_size_constraints),
    ...definedCss({
      background: colorOf(node.view_bgcolor),
      boxShadow: elevationShadow(node.view_elevation),
      border: borderSideCss(node.view_side),
      "--fl-line": colorOf(node.divider_color),
      padding: padding && edgesCss(padding),
      minBlockSize: node.shrink_wrap === true ? "0" : undefined,
    }),
    ...shapeCss(shapeOf(node.view_shape)),
  };
}
