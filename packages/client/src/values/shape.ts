import type { CSSProperties } from "preact";
import { borderRadiusCss } from "./border-radius.ts";
import { borderSideCss } from "./border-side.ts";
import { mapOf } from "./scalars.ts";

/** An outlined shape as CSS. */
export interface Shape {
  readonly radius: string;
  /** CSS `corner-shape`, where the browser knows it. */
  readonly corner?: "bevel" | "squircle";
  readonly side?: string;
}

/** Reads the shape of a button, card, dialog or tile; undefined if there is none. */
export function shapeOf(value: unknown): Shape | undefined {
  const shape = mapOf(value);
  if (!shape) return undefined;
  const side = borderSideCss(shape.side);
  return { ...outlineOf(shape), ...(side ? { side } : {}) };
}

/** The CSS that draws a shape on an element. */
export function shapeCss(shape: Shape | undefined): CSSProperties {
  if (!shape) return {};
  return {
    borderRadius: shape.radius,
    ...(shape.corner ? { cornerShape: shape.corner } : {}),
    ...(shape.side ? { border: shape.side } : {}),
  };
}

function outlineOf(shape: Readonly<Record<string, unknown>>): Shape {
  const radius = borderRadiusCss(shape.radius) ?? "0px";
  switch (String(shape._type).toLowerCase()) {
    case "stadium":
      return { radius: "9999px" };
    case "circle":
      return { radius: "50%" };
    case "beveledrectangle":
      return { radius, corner: "bevel" };
    case "continuousrectangle":
      return { radius, corner: "squircle" };
    default:
      return { radius };
  }
}
