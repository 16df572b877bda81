import type { CSSProperties } from "preact";
import { type Alignment, alignmentOf } from "./alignment.ts";
import { matrixOf } from "./matrix.ts";
import { mapOf, numberOf } from "./scalars.ts";

type Properties = Readonly<Record<string, unknown>>;

interface Parts {
  readonly rotate: string | undefined;
  readonly scale: readonly [x: number, y: number] | undefined;
  readonly offset: Alignment | undefined;
  /** What CSS has no property of its own for: flip and matrix. */
  readonly others: readonly string[];
}

/**
 * The CSS of `rotate`, `scale`, `offset`, `flip` and `transform`. Single properties where their fixed order
 * gives the same picture as Flutter's (rotation inside of scale inside of offset), so that each has its own
 * transition; else one list.
 */
export function transformCss(node: Properties): CSSProperties {
  const parts = partsOf(node);
  const { rotate, scale, offset, others } = parts;
  const style: CSSProperties = {};
  const uniform = !scale || !rotate || scale[0] === scale[1];
  if (others.length === 0 && uniform) {
    if (rotate) style.rotate = rotate;
    if (scale) style.scale = scale.join(" ");
    if (offset) style.translate = `${offset.x * 100}% ${offset.y * 100}%`;
  } else {
    style.transform = [
      ...others,
      ...(offset ? [`translate(${offset.x * 100}%,${offset.y * 100}%)`] : []),
      ...(scale ? [`scale(${scale.join()})`] : []),
      ...(rotate ? [`rotate(${rotate})`] : []),
    ].join(" ");
  }
  const origin = originCss(node);
  if (origin) style.transformOrigin = origin;
  return style;
}

function partsOf(node: Properties): Parts {
  const angle = numberOf(node.rotate) ?? numberOf(mapOf(node.rotate)?.angle);
  const offset = mapOf(node.offset);
  const flip = mapOf(node.flip);
  const matrix = matrixOf(mapOf(node.transform)?.matrix);
  return {
    rotate: angle === undefined ? undefined : `${angle}rad`,
    scale: scaleOf(node.scale),
    offset: offset && { x: numberOf(offset.x) ?? 0, y: numberOf(offset.y) ?? 0 },
    others: [
      ...(matrix ? [matrix.toString()] : []),
      ...(flip ? [`scale(${flip.flip_x === true ? -1 : 1},${flip.flip_y === true ? -1 : 1})`] : []),
    ],
  };
}

function scaleOf(value: unknown): readonly [number, number] | undefined {
  const both = numberOf(value);
  if (both !== undefined) return [both, both];
  const map = mapOf(value);
  if (!map) return undefined;
  const all = numberOf(map.scale);
  return [all ?? numberOf(map.scale_x) ?? 1, all ?? numberOf(map.scale_y) ?? 1];
}

function originCss(node: Properties): string | undefined {
  for (const name of ["rotate", "scale", "transform"]) {
    const alignment = alignmentOf(mapOf(node[name])?.alignment);
    if (alignment) return `${(1 + alignment.x) * 50}% ${(1 + alignment.y) * 50}%`;
  }
  return undefined;
}
