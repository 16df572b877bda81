import type { ComponentChild, CSSProperties } from "preact";
import { useEffect, useState } from "preact/hooks";
import { knownIcons } from "../icons/known-icons.ts";
import { clipCss } from "../values/clip.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { paddingCss } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { numberOf } from "../values/scalars.ts";
import { shapeCss, shapeOf } from "../values/shape.ts";
import { textStyleCss } from "../values/text-style.ts";
import { child, children, controlOf, textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { Glyph } from "./icon-of.tsx";
import { isShown } from "./is-shown.ts";

/** The bar at the top of a view: a leading control, a title, actions. */
export function AppBar({ node, ctx, frame }: ControlProps): ComponentChild {
  const scrolled = useScrolledUnder(node);
  const inside = inPlain(ctx);
  const leading = controlOf(node.leading) ? (
    child(node.leading, inside)
  ) : (
    <Implied node={node} ctx={ctx} />
  );
  const centered = node.center_title === true ? " fl-app-bar-centered" : "";
  return (
    <header
      {...frame}
      class={`fl-app-bar${scrolled ? " fl-scrolled-under" : ""}${centered}`}
      style={{ ...barCss(node, scrolled), ...frame.style }}
    >
      <div class="fl-app-bar-leading" style={textStyleCss(node.toolbar_text_style)}>
        {leading}
      </div>
      {isShown(node.title) && (
        <div
          class="fl-app-bar-title fl-type fl-title-large"
          {...(node.exclude_header_semantics === true
            ? {}
            : { role: "heading" as const, "aria-level": 1 })}
          style={textStyleCss(node.title_text_style)}
        >
          {textOrChild(node.title, inPlain(ctx, { width: "loose" }))}
        </div>
      )}
      <div
        class="fl-app-bar-actions"
        style={{ ...textStyleCss(node.toolbar_text_style), ...paddingCss(node.actions_padding) }}
      >
        {children(node.actions, inside)}
      </div>
    </header>
  );
}

/** The button that a bar has by itself: back to the view below, or the view's drawer. */
function Implied({ node, ctx }: { node: ControlMap; ctx: LayoutContext }): ComponentChild {
  const client = useClient();
  if (node.automatically_imply_leading === false) return null;
  const view = client.parentOf(node);
  if (client.canGoBack())
    return (
      <BarButton
        label="Back"
        icon={knownIcons.arrowBack}
        ctx={ctx}
        onClick={() => client.goBack()}
      />
    );
  const drawer = view && controlOf(view.drawer);
  if (!drawer) return null;
  const open = () =>
    client.elementOf(node)?.dispatchEvent(new CustomEvent("fl-show-drawer", { bubbles: true }));
  return <BarButton label="Open navigation menu" icon={knownIcons.menu} ctx={ctx} onClick={open} />;
}

interface ButtonProps {
  readonly label: string;
  readonly icon: number;
  readonly ctx: LayoutContext;
  readonly onClick: () => void;
}

function BarButton({ label, icon, ctx, onClick }: ButtonProps): ComponentChild {
  return (
    <button type="button" class="fl-button fl-icon-button" aria-label={label} onClick={onClick}>
      <Glyph icon={icon} ctx={ctx} />
    </button>
  );
}

/** Whether what lies below the bar is scrolled. */
function useScrolledUnder(node: ControlMap): boolean {
  const client = useClient();
  const [scrolled, setScrolled] = useState(false);
  useEffect(() => {
    const view = client.elementOf(node)?.closest(".fl-view");
    if (!view) return;
    const look = ({ target }: Event) => {
      if (target instanceof Element && target.scrollHeight > target.clientHeight)
        setScrolled(target.scrollTop > 0);
    };
    view.addEventListener("scroll", look, { capture: true, passive: true });
    return () => view.removeEventListener("scroll", look, { capture: true });
  }, []);
  return scrolled;
}

/** How much of the primary color a bar has at an elevation. */
const tints: readonly (readonly [elevation: number, percent: number])[] = [
  [0, 0],
  [1, 5],
  [3, 8],
  [6, 11],
  [8, 12],
  [12, 14],
];

function tintCss(elevation: number | undefined): string | undefined {
  if (elevation === undefined) return undefined;
  const [, percent = 0] = tints.findLast(([least]) => least <= elevation) ?? [];
  return `${percent}%`;
}

function barCss(node: ControlMap, scrolled: boolean): CSSProperties {
  const raised = numberOf(scrolled ? (node.elevation_on_scroll ?? node.elevation) : node.elevation);
  const height = numberOf(node.toolbar_height);
  const leading = numberOf(node.leading_width);
  const spacing = numberOf(node.title_spacing);
  const opacity = numberOf(node.toolbar_opacity);
  return {
    ...definedCss({
      height: height === undefined ? undefined : `${height}px`,
      color: colorOf(node.color),
      "--fl-icon-color": colorOf(node.color),
      "--fl-bg": node.force_material_transparency === true ? "transparent" : colorOf(node.bgcolor),
      "--fl-bar-leading": leading === undefined ? undefined : `${leading}px`,
      "--fl-bar-spacing": spacing === undefined ? undefined : `${spacing}px`,
      "--fl-bar-tint": scrolled ? tintCss(numberOf(node.elevation_on_scroll)) : undefined,
      boxShadow: elevationShadow(raised),
      opacity: opacity === 1 ? undefined : opacity,
    }),
    ...clipCss(node.clip_behavior),
    ...shapeCss(shapeOf(node.shape)),
  };
}
