import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { cell } from "../layout/cell.ts";
import { numberOf } from "../values/scalars.ts";
import { controlsOf } from "../view/children.tsx";
import { type ClientContext, useClient, useMethods } from "../view/client-context.ts";
import { Control } from "../view/control.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inCell, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { useControl } from "../view/use-control.ts";
import { soleChild } from "./sole.tsx";

/** Holds which tab is selected, for the tab bar and the tab view inside of it. */
export function Tabs({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const index = selectedIndex(node);
  const told = useRef(index);
  useMethods(node, {
    move_to: ({ index: wanted }) => client.update(node, { selected_index: numberOf(wanted) ?? 0 }),
  });
  // The app hears of every change, also of one that it made itself.
  useEffect(() => {
    if (told.current === index) return;
    told.current = index;
    client.trigger(node, "change", index);
  }, [index]);
  return (
    <div {...frame} style={{ ...cell, ...frame.style }}>
      {soleChild(node.content, ctx)}
    </div>
  );
}

/** Shows the content of the selected tab. */
export function TabBarView({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const tabs = useControl(tabsOf(node, client)?._i);
  const index = tabs ? selectedIndex(tabs) : 0;
  const pages = controlsOf(node.controls);
  const shown = pages[index];
  const fraction = numberOf(node.viewport_fraction) ?? 1;
  const beside = fraction < 1 ? [pages[index - 1], shown, pages[index + 1]] : undefined;
  return (
    <div
      {...frame}
      role="tabpanel"
      class={beside ? "fl-tab-pages" : "fl-cell"}
      style={{
        ...frame.style,
        "--fl-page": `${fraction * 100}%`,
        overflow: node.clip_behavior === "none" ? "visible" : "hidden",
      }}
      {...(tabs ? { id: panelId(tabs), "aria-labelledby": tabId(tabs, index) } : {})}
    >
      {beside?.map((page, at) => (
        <div key={page?._i ?? -at} class="fl-cell fl-tab-page" inert={page !== shown}>
          {page && <Control id={page._i} ctx={partOf(ctx, fraction)} />}
        </div>
      ))}
      {!beside && shown && (
        <Control
          key={shown._i}
          id={shown._i}
          ctx={inCell(ctx, { width: "tight", height: "tight" })}
        />
      )}
    </div>
  );
}

/** A page that leaves room for those beside it. */
function partOf(ctx: LayoutContext, fraction: number): LayoutContext {
  return inCell(ctx, { width: "tight", height: "tight", maxWidth: ctx.maxWidth * fraction });
}

/** The Tabs control around a tab bar or a tab view. */
export function tabsOf(node: ControlMap, client: ClientContext): ControlMap | undefined {
  let parent = client.parentOf(node);
  while (parent && parent._c !== "Tabs") parent = client.parentOf(parent);
  return parent;
}

/** The place of the selected tab; negative ones count from the end. */
export function selectedIndex(tabs: ControlMap): number {
  const index = numberOf(tabs.selected_index) ?? 0;
  return index < 0 ? index + (numberOf(tabs.length) ?? 0) : index;
}

/** The id of a tab's element. */
export function tabId(tabs: ControlMap, index: number): string {
  return `fl-tab-${tabs._i}-${index}`;
}

/** The id of the element that shows the selected tab's content. */
export function panelId(tabs: ControlMap): string {
  return `fl-panel-${tabs._i}`;
}
