import type { ComponentChild } from "preact";
import { isScrolling } from "../../layout/line.ts";
import { scrollClass, useScroller } from "../../layout/use-scroller.ts";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { edgesCss, edgesOf } from "../../values/edges.ts";
import { elevationShadow } from "../../values/elevation.ts";
import { numberOf, textOf } from "../../values/scalars.ts";
import { child, controlOf, controlsOf } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { Glyph } from "../icon-of.tsx";
import { useParts } from "../use-parts.ts";

const expandMore = 68136;

/** Panels one below the other; each shows its content or hides it. */
export function ExpansionPanelList({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const scrolls = isScrolling(node.scroll);
  const scroller = useScroller(node, "y", frame.ref, scrolls);
  const panels = useParts(node.controls);
  const padding = edgesOf(node.expanded_header_padding);
  const spacing = numberOf(node.spacing);
  const toggle = (panel: ControlMap, index: number) => {
    const expanded = panel.expanded !== true;
    client.update(panel, { expanded });
    client.trigger(node, "change", { index, expanded, data: index });
  };
  return (
    <div
      {...frame}
      ref={scroller}
      class={`fl-panels${scrolls ? ` ${scrollClass(node.scroll, false)}` : ""}`}
      style={{
        ...definedCss({
          "--fl-spacing": spacing === undefined ? undefined : `${spacing}px`,
          "--fl-shadow": elevationShadow(node.elevation),
          "--fl-head-padding": padding && edgesCss(padding),
          "--fl-line": colorOf(node.divider_color),
          "--fl-icon-color": colorOf(node.expand_icon_color),
        }),
        ...frame.style,
      }}
    >
      {panels.map((panel, index) => {
        const expanded = panel.expanded === true;
        const disabled = ctx.disabled || panel.disabled === true;
        const inside = inPlain({ ...ctx, disabled }, { width: "tight" });
        const headId = `fl-head-${panel._i}`;
        const neighbours = [panels[index - 1], panel].some((one) => one?.expanded === true);
        return (
          <section
            key={panel._i}
            data-id={panel._i}
            class={`fl-panel-item${expanded ? " fl-open" : ""}${index > 0 && neighbours ? " fl-apart" : ""}`}
            style={definedCss({
              background: colorOf(panel.bgcolor),
              "--fl-overlay-hovered": colorOf(panel.highlight_color),
              "--fl-overlay-pressed": colorOf(panel.splash_color),
            })}
          >
            <div class="fl-panel-head">
              {panel.can_tap_header === true && (
                <button
                  type="button"
                  class="fl-panel-hit"
                  tabIndex={-1}
                  aria-hidden="true"
                  disabled={disabled}
                  onClick={() => toggle(panel, index)}
                />
              )}
              <div id={headId} class="fl-panel-header">
                {child(panel.header, inside)}
              </div>
              <button
                type="button"
                class="fl-button fl-icon-button fl-panel-arrow"
                aria-expanded={expanded}
                aria-label={`${expanded ? "Collapse" : "Expand"} ${textIn(panel.header)}`.trim()}
                disabled={disabled}
                onClick={() => toggle(panel, index)}
              >
                <Glyph icon={expandMore} ctx={ctx} />
              </button>
            </div>
            {expanded && controlOf(panel.content) && child(panel.content, inside)}
          </section>
        );
      })}
    </div>
  );
}

/** The first text of a control. */
function textIn(value: unknown): string {
  const control = controlOf(value);
  if (!control) return "";
  return (
    textOf(control.title) ??
    textOf(control.value) ??
    textIn(control.title ?? control.content ?? controlsOf(control.controls)[0])
  );
}
