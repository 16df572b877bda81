import type { ComponentChild, CSSProperties } from "preact";
import { knownIcons } from "../icons/known-icons.ts";
import { alignmentOf } from "../values/alignment.ts";
import { animationStyleOf } from "../values/animation-style.ts";
import { clipCss } from "../values/clip.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { numberOf } from "../values/scalars.ts";
import { shapeCss, shapeOf } from "../values/shape.ts";
import { controlsOf, textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import { Control } from "../view/control.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inCell, inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { densityClass } from "./density.ts";
import { Hit } from "./hit.tsx";
import { Glyph, iconOrChild } from "./icon-of.tsx";
import { isShown } from "./is-shown.ts";
import { useExpansion } from "./use-expansion.ts";

const expandMs = 200;
const crossAxis: Readonly<Record<string, string>> = {
  start: "flex-start",
  end: "flex-end",
  stretch: "stretch",
};

/** A list tile that shows or hides the controls below it. */
export function ExpansionTile({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const open = node.expanded === true;
  const inside = inPlain(ctx, { width: "loose" });
  const titleId = `fl-title-${node._i}`;
  const toggle = () => {
    const next = client.get(node._i)?.expanded !== true;
    client.update(node, { expanded: next });
    client.trigger(node, "change", next);
  };
  const motion = animationStyleOf(node.animation_style, expandMs, "ease-in");
  const { ref, seen } = useExpansion(open, motion);
  const controls = node.affinity === "leading";
  const cross = crossAxis[String(node.expanded_cross_axis_alignment).toLowerCase()] ?? 0;
  const alignment = typeof cross === "number" ? { x: cross, y: 0 } : null;
  const offers = { width: ctx.width === "free" ? ("free" as const) : ("loose" as const) };
  const arrow = (
    <span class={`fl-tile-edge fl-expand-arrow${open ? " fl-open" : ""}`}>
      <Glyph icon={knownIcons.expandMore} ctx={ctx} />
    </span>
  );
  const leading = hasPart(node.leading) ? (
    <span class="fl-tile-edge">{iconOrChild(node.leading, inPlain(ctx))}</span>
  ) : null;
  const trailing = hasPart(node.trailing) ? (
    <span class="fl-tile-edge">{iconOrChild(node.trailing, inPlain(ctx))}</span>
  ) : null;
  const shown = node.show_trailing_icon !== false;
  return (
    <div
      {...frame}
      class={`fl-expansion${open ? " fl-open" : ""}`}
      style={{
        ...tileCss(node, open),
        "--fl-expand-time": `${open ? motion.durationMs : motion.reverseMs}ms`,
        ...frame.style,
      }}
    >
      <div
        class={`fl-tile fl-tile-${isShown(node.subtitle) ? 2 : 1}${node.dense === true ? " fl-dense" : ""}${ctx.disabled ? " fl-disabled" : ""}${densityClass(node.visual_density)}`}
        style={headCss(node)}
      >
        <Hit
          node={node}
          disabled={ctx.disabled}
          labelledBy={titleId}
          onPress={toggle}
          expanded={open}
          focusable={headOf}
        />
        {leading ?? (controls && arrow)}
        <div class="fl-tile-text">
          <div id={titleId} class="fl-tile-title fl-text">
            {textOrChild(node.title, inside)}
          </div>
          {isShown(node.subtitle) && (
            <div class="fl-tile-subtitle fl-text">{textOrChild(node.subtitle, inside)}</div>
          )}
        </div>
        {trailing ?? (!controls && shown && arrow)}
      </div>
      {(seen || node.maintain_state === true) && (
        <div
          ref={ref}
          class="fl-expansion-body"
          hidden={!seen}
          inert={!open}
          style={bodyCss(node, ctx.rtl)}
        >
          {controlsOf(node.controls).map((control) => (
            <div key={control._i} class="fl-cell">
              <Control id={control._i} ctx={inCell(ctx, offers, alignment)} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function headOf(box: HTMLElement): HTMLElement | null {
  return box.querySelector<HTMLElement>(":scope > .fl-tile > .fl-hit");
}

function hasPart(value: unknown): boolean {
  return typeof value === "number" || isShown(value);
}

function tileCss(node: ControlMap, open: boolean): CSSProperties {
  return {
    ...definedCss({
      background: colorOf(open ? node.bgcolor : node.collapsed_bgcolor),
      "--fl-title": colorOf(open ? node.text_color : node.collapsed_text_color),
      "--fl-icon": colorOf(open ? node.icon_color : node.collapsed_icon_color),
    }),
    ...clipCss(node.clip_behavior),
    ...shapeCss(shapeOf(open ? node.shape : node.collapsed_shape)),
  };
}

function headCss(node: ControlMap): CSSProperties {
  const padding = edgesOf(node.tile_padding);
  const height = numberOf(node.min_tile_height);
  return definedCss({
    padding: padding && edgesCss(padding),
    minHeight: height === undefined ? undefined : `${height}px`,
  });
}

function bodyCss(node: ControlMap, rtl: boolean): CSSProperties {
  const padding = edgesOf(node.controls_padding);
  return {
    ...definedCss({ padding: padding && edgesCss(padding) }),
    ...alignedCss(node.expanded_alignment, rtl),
  };
}

/** The controls as a column of their own width, somewhere across the tile. */
function alignedCss(value: unknown, rtl: boolean): CSSProperties {
  const alignment = alignmentOf(value);
  if (!alignment) return {};
  const before = 1 + (rtl ? -alignment.x : alignment.x);
  return {
    display: "grid",
    gridTemplateColumns: `minmax(0, ${before}fr) fit-content(100%) minmax(0, ${2 - before}fr)`,
  };
}
