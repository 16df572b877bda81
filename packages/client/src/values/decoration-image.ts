import type { CSSProperties } from "preact";
import { alignmentOf } from "./alignment.ts";
import { mapOf, textOf } from "./scalars.ts";

const sizes: Readonly<Record<string, string>> = {
  contain: "contain",
  cover: "cover",
  fill: "100% 100%",
  fitheight: "auto 100%",
  fitwidth: "100% auto",
  none: "auto",
};
const repeats: Readonly<Record<string, string>> = {
  repeat: "repeat",
  repeatx: "repeat-x",
  repeaty: "repeat-y",
};

/** The image of a decoration as CSS background. */
export function decorationImageCss(
  value: unknown,
  assetUrl: (src: string) => string,
): { image: string; style: CSSProperties } | undefined {
  const image = mapOf(value);
  const src = textOf(image?.src);
  if (!image || src === undefined) return undefined;
  const { x, y } = alignmentOf(image.alignment) ?? { x: 0, y: 0 };
  return {
    image: `url(${JSON.stringify(assetUrl(src))})`,
    style: {
      backgroundSize: sizes[textOf(image.fit)?.toLowerCase() ?? ""] ?? "contain",
      backgroundRepeat: repeats[textOf(image.repeat)?.toLowerCase() ?? ""] ?? "no-repeat",
      backgroundPosition: `${(1 + x) * 50}% ${(1 + y) * 50}%`,
    },
  };
}
