import type { CSSProperties } from "preact";
import { blendModeCss } from "../values/blend-mode.ts";
import { colorOf } from "../values/color.ts";
import { choiceOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import { fitOf } from "./image-fit.ts";

const repeats = ["noRepeat", "repeat", "repeatX", "repeatY"] as const;

/** How a picture is painted that is repeated or has a color; undefined for one that is only shown. */
export function imagePaint(node: ControlMap, address: string): CSSProperties | undefined {
  const picture = `url(${JSON.stringify(address)}) ${placeCss(node)}`;
  const color = colorOf(node.color);
  if (color) return tint(picture, color, textOf(node.color_blend_mode)?.toLowerCase() ?? "srcin");
  return isRepeated(node) ? { background: picture } : undefined;
}

/** A picture as the background of a box: where it stands and how large it is. */
export function backgroundSize(fit: string): string {
  if (fit === "fill") return "100% 100%";
  if (fit === "none") return "auto";
  return fit === "scale-down" ? "contain" : fit;
}

function isRepeated(node: ControlMap): boolean {
  return choiceOf(node.repeat, repeats, "noRepeat") !== "noRepeat";
}

function placeCss(node: ControlMap): string {
  const repeat = choiceOf(node.repeat, repeats, "noRepeat");
  const css = repeat.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const fit = fitOf(node.fit) ?? (isRepeated(node) ? "none" : "contain");
  return `center / ${backgroundSize(fit)} ${css}`;
}

/** The color is the source that is laid on the picture, as Flutter's filters have it. */
function tint(picture: string, color: string, mode: string): CSSProperties {
  const paint = `linear-gradient(${color}, ${color})`;
  switch (mode) {
    case "srcin":
      return { background: color, mask: picture };
    case "srcatop":
      return { background: `${paint}, ${picture}`, mask: picture };
    case "srcout":
    case "xor":
      return { background: color, mask: `linear-gradient(#000, #000) exclude, ${picture}` };
    case "src":
      return { background: color };
    case "dst":
      return { background: picture };
    case "dstover":
    case "dstatop":
      return { background: `${picture}, ${paint}` };
    case "dstin":
      return { background: picture, mask: paint };
    case "dstout":
      return { background: picture, mask: `linear-gradient(#000, #000) exclude, ${paint}` };
    case "clear":
      return {};
    case "modulate":
      return { ...blended(picture, paint, "multiply"), mask: picture };
    case "plus": // backgrounds cannot be added up: screen is the nearest
      return blended(picture, paint, "screen");
    default:
      return blended(picture, paint, blendModeCss(mode) ?? "normal");
  }
}

function blended(picture: string, paint: string, mode: string): CSSProperties {
  return { background: `${paint}, ${picture}`, backgroundBlendMode: mode };
}
