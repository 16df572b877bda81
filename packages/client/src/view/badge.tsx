import type { ComponentChild, CSSProperties } from "preact";
import { alignmentOf } from "../values/alignment.ts";
import { colorOf } from "../values/color.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { mapOf, numberOf } from "../values/scalars.ts";

const smallSize = 6;
const largeSize = 16;
/** Where Flutter puts a badge with a label: this far from the control's end and top. */
const labelPlace = { end: 12, top: -4 };

interface Props {
  readonly value: unknown;
  /** The label, drawn. */
  readonly children: ComponentChild;
}

/** The badge of a control, over its upper end corner: a dot, or a label. */
export function Badge({ value, children }: Props): ComponentChild {
  const badge = mapOf(value) ?? { label: value };
  if (badge.label_visible === false) return null;
  const hasLabel = badge.label !== undefined && badge.label !== null;
  const background = colorOf(badge.bgcolor);
  const color = colorOf(badge.text_color);
  const padding = edgesOf(badge.padding);
  const style: CSSProperties = {
    ...(hasLabel ? labelled(badge) : dot(badge)),
    ...(background ? { background } : {}),
    ...(color ? { color } : {}),
    ...(padding ? { padding: edgesCss(padding) } : {}),
  };
  return (
    <span class={hasLabel ? "fl-badge" : "fl-badge-dot"} style={style}>
      {hasLabel ? children : null}
    </span>
  );
}

function dot(badge: Readonly<Record<string, unknown>>): CSSProperties {
  const size = numberOf(badge.small_size) ?? smallSize;
  return { width: `${size}px`, height: `${size}px`, insetInlineEnd: "0", top: "0" };
}

function labelled(badge: Readonly<Record<string, unknown>>): CSSProperties {
  const size = numberOf(badge.large_size) ?? largeSize;
  const style: CSSProperties = {
    minWidth: `${size}px`,
    height: `${size}px`,
    lineHeight: `${size}px`,
  };
  const alignment = alignmentOf(badge.alignment);
  const offset = mapOf(badge.offset);
  if (alignment) {
    style.left = `calc((100% - ${size}px) * ${(1 + alignment.x) / 2} + ${numberOf(offset?.x) ?? 0}px)`;
    style.top = `calc((100% - ${size}px) * ${(1 + alignment.y) / 2} + ${numberOf(offset?.y) ?? 0}px)`;
  } else {
    style.insetInlineStart = `calc(100% - ${labelPlace.end}px)`;
    style.top = `${labelPlace.top}px`;
  }
  return style;
}
