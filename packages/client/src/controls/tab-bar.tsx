import type { ComponentChild, CSSProperties } from "preact";
import { borderRadiusCss } from "../values/border-radius.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { durationOf } from "../values/duration.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { choiceOf, mapOf, numberOf } from "../values/scalars.ts";
import { stateValue } from "../values/state-value.ts";
import { textStyleCss } from "../values/text-style.ts";
import { textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { useControl } from "../view/use-control.ts";
import { iconOrChild } from "./icon-of.tsx";
import { isShown } from "./is-shown.ts";
import { roving } from "./roving.ts";
import { panelId, selectedIndex, tabId, tabsOf } from "./tabs.tsx";
import { useIndicator } from "./use-indicator.ts";
import { useParts } from "./use-parts.ts";

const slideMs = 100;

/** The row of tabs to choose from. */
export function TabBar({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const tabs = useControl(tabsOf(node, client)?._i);
  const parts = useParts(node.tabs);
  const selected = tabs ? selectedIndex(tabs) : 0;
  const scrollable = node.scrollable !== false;
  const alignment = choiceOf(
    node.tab_alignment,
    ["start", "startOffset", "fill", "center"],
    scrollable ? "start" : "fill",
  );
  const whole = wholeTab(node);
  useIndicator(() => client.elementOf(node), {
    selected,
    elastic:
      choiceOf(node.indicator_animation, ["linear", "elastic"], whole ? "linear" : "elastic") ===
      "elastic",
    durationMs: durationOf(tabs?.animation_duration ?? undefined, slideMs),
  });
  const choose = (index: number) => {
    client.trigger(node, "click", index);
    if (tabs) client.update(tabs, { selected_index: index });
  };
  return (
    <div
      {...frame}
      role="tablist"
      class={`fl-tabs fl-tabs-${alignment}${node.secondary === true ? " fl-tabs-secondary" : ""}${whole ? " fl-tabs-whole" : ""}`}
      style={{ ...barCss(node), ...frame.style }}
      onKeyDown={roving("horizontal", ctx.rtl)}
    >
      {parts.map((tab, index) => (
        <button
          key={tab._i}
          type="button"
          role="tab"
          class="fl-tab fl-type fl-title-small"
          id={tabs && tabId(tabs, index)}
          data-id={tab._i}
          disabled={ctx.disabled || tab.disabled === true}
          aria-selected={index === selected}
          {...(tabs ? { "aria-controls": panelId(tabs) } : {})}
          tabIndex={index === selected ? 0 : -1}
          style={tabCss(node, tab, index === selected)}
          onClick={() => choose(index)}
          onPointerEnter={() => client.trigger(node, "hover", { hovering: true, index })}
          onPointerLeave={() => client.trigger(node, "hover", { hovering: false, index })}
        >
          <TabLabel tab={tab} ctx={inPlain(ctx)} />
        </button>
      ))}
    </div>
  );
}

function TabLabel({ tab, ctx }: { tab: ControlMap; ctx: LayoutContext }): ComponentChild {
  const hasIcon = typeof tab.icon === "number" || isShown(tab.icon);
  const margin = edgesOf(tab.icon_margin);
  return (
    <span class={`fl-tab-label${hasIcon && isShown(tab.label) ? " fl-tab-tall" : ""}`}>
      {hasIcon && iconOrChild(tab.icon, ctx, margin ? { margin: edgesCss(margin) } : {})}
      {isShown(tab.label) ? textOrChild(tab.label, ctx) : null}
    </span>
  );
}

function wholeTab(node: ControlMap): boolean {
  return node.secondary === true ? node.indicator_size !== "label" : node.indicator_size === "tab";
}

function barCss(node: ControlMap): CSSProperties {
  const padding = edgesOf(node.padding);
  const divider = numberOf(node.divider_height);
  const side = mapOf(mapOf(node.indicator)?.border_side);
  const weight = numberOf(node.indicator_thickness);
  const usual = node.secondary === true ? 2 : 3;
  const thickness = numberOf(side?.width) ?? (weight && Math.max(weight, usual));
  return definedCss({
    padding: padding && edgesCss(padding),
    "--fl-divider": colorOf(node.divider_color),
    "--fl-divider-height": divider === undefined ? undefined : `${divider}px`,
    "--fl-indicator": colorOf(side?.color) ?? colorOf(node.indicator_color),
    "--fl-thickness": thickness === undefined ? undefined : `${thickness}px`,
    "--fl-overlay-hovered": colorOf(stateValue(node.overlay_color, ["hovered"])),
    "--fl-overlay-focused": colorOf(stateValue(node.overlay_color, ["focused"])),
  });
}

function tabCss(node: ControlMap, tab: ControlMap, selected: boolean): CSSProperties {
  const padding = edgesOf(node.label_padding);
  const height = numberOf(tab.height);
  const style = selected
    ? node.label_text_style
    : (node.unselected_label_text_style ?? node.label_text_style);
  return {
    ...textStyleCss(style),
    ...definedCss({
      color: colorOf(
        selected ? node.label_color : (node.unselected_label_color ?? node.label_color),
      ),
      padding: padding && edgesCss(padding),
      borderRadius: borderRadiusCss(node.splash_border_radius),
      height: height === undefined ? undefined : `${height}px`,
    }),
  };
}
