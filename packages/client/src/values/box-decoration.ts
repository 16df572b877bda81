import type { CSSProperties } from "preact";
import { blendModeCss } from "./blend-mode.ts";
import { borderCss } from "./border.ts";
import { borderRadiusCss } from "./border-radius.ts";
import { boxShadowCss } from "./box-shadow.ts";
import { colorOf } from "./color.ts";
import { decorationImageCss } from "./decoration-image.ts";
import { type Edges, noEdges } from "./edges.ts";
import { gradientCss } from "./gradient.ts";
import { mapOf, numberOf, textOf } from "./scalars.ts";

/** The look of a box, and the room that its border takes. */
export interface BoxLook {
  readonly style: CSSProperties;
  readonly border: Edges;
}

/** Reads the fields of a BoxDecoration, or the properties of the same names of a Container. */
export function boxLook(
  box: Readonly<Record<string, unknown>>,
  assetUrl: (src: string) => string,
): BoxLook {
  const style: CSSProperties = {};
  const color = colorOf(box.bgcolor);
  const gradient = box.gradient ? gradientCss(box.gradient, sizeOf(box)) : undefined;
  const image = decorationImageCss(box.image, assetUrl);
  const images = [...(image ? [image.image] : []), ...(gradient ? [gradient] : [])];
  if (color !== undefined) style.backgroundColor = color;
  if (images.length > 0) style.backgroundImage = images.join(", ");
  if (image) Object.assign(style, image.style);
  const { style: lines, widths } = box.border ? borderCss(box.border) : noBorder;
  Object.assign(style, lines);
  const radius =
    textOf(box.shape)?.toLowerCase() === "circle" ? "50%" : borderRadiusCss(box.border_radius);
  if (radius !== undefined) style.borderRadius = radius;
  const shadow = boxShadowCss(box.shadows ?? box.shadow);
  if (shadow !== undefined) style.boxShadow = shadow;
  const blend = blendModeCss(box.blend_mode);
  if (blend !== undefined) style.backgroundBlendMode = blend;
  return { style, border: widths };
}

function sizeOf({ width, height }: Readonly<Record<string, unknown>>) {
  const [across, down] = [numberOf(width), numberOf(height)];
  return across && down ? ([across, down] as const) : undefined;
}

const noBorder = { style: {}, widths: noEdges };

/** The look of a value object, nothing if it is none. */
export function decorationLook(value: unknown, assetUrl: (src: string) => string): BoxLook {
  const map = mapOf(value);
  return map ? boxLook(map, assetUrl) : { style: {}, border: noEdges };
}
