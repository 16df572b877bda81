import { copyOf } from "./copy.ts";
import { fontsOf, type HeldFont } from "./held-fonts.ts";
import { sheetsCss } from "./sheets-css.ts";

/** How a picture is taken. */
export interface PictureOptions {
  readonly pixelRatio: number;
  /** The address of each font that the app named. */
  readonly fonts: ReadonlyMap<string, string>;
}

const probeSize = 16;
const lookEveryMs = 20;
const longestWaitMs = 3_000;
/** Nothing moves in a picture, and all of it is drawn. */
const still =
  "*,*::before,*::after{animation:none!important;transition:none!important;scrollbar-width:none!important;content-visibility:visible!important}";

/** An element as it is drawn now, as a PNG. What is of other origins is left out, as a page may not read it. */
export async function pictureOf(
  element: HTMLElement,
  options: PictureOptions,
): Promise<Uint8Array> {
  const { width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) throw new Error("there is nothing to take a picture of");
  const fonts = await fontsOf(element, options.fonts);
  const probes = fonts.flatMap(probesOf);
  const copy = await copyOf(element, width, height);
  const image = new Image();
  image.src = svgUrl(width, height, {
    css: [sheetsCss(element.ownerDocument), ...fonts.map(({ css }) => css), still].join("\n"),
    markup: new XMLSerializer().serializeToString(copy),
    below: probes.map((svg, at) => svg(height + at * probeSize)).join(""),
    belowHeight: probes.length * probeSize,
  });
  await image.decode();
  await untilDrawn(image, height, probes.length);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * options.pixelRatio);
  canvas.height = Math.ceil(height * options.pixelRatio);
  const pen = canvas.getContext("2d");
  pen?.scale(options.pixelRatio, options.pixelRatio);
  pen?.drawImage(image, 0, 0);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error(`a picture of ${canvas.width} x ${canvas.height} pixels is too large`);
  return new Uint8Array(await blob.arrayBuffer());
}

interface Parts {
  readonly css: string;
  readonly markup: string;
  /** What is drawn below the picture. */
  readonly below: string;
  readonly belowHeight: number;
}

function svgUrl(width: number, height: number, parts: Parts): string {
  const size = (below: number) => `width="${width}" height="${height + below}"`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" ${size(parts.belowHeight)}>` +
    `<style>${escaped(parts.css)}</style>` +
    `<foreignObject ${size(0)}>${writable(parts.markup)}</foreignObject>${parts.below}</svg>`;
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

/** A character to draw below the picture, which is seen when its font is there. */
function probesOf({ family, sample }: HeldFont): ((y: number) => string)[] {
  if (sample === undefined) return [];
  const font = escaped(`font:${probeSize}px ${JSON.stringify(family)}`).replaceAll('"', "&quot;");
  return [
    (y) => `<text x="0" y="${y + probeSize * 0.8}" style="${font}">${escaped(sample)}</text>`,
  ];
}

/** No event tells when the fonts of an image are there, so what they draw is looked at. */
async function untilDrawn(image: HTMLImageElement, top: number, count: number): Promise<void> {
  const canvas = document.createElement("canvas");
  canvas.width = probeSize;
  canvas.height = Math.max(1, count * probeSize);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const isSeen = (at: number) => {
    const { data } = pen?.getImageData(0, at * probeSize, probeSize, probeSize) ?? { data: [1] };
    return data.some((value) => value > 0);
  };
  for (let waited = 0; waited < longestWaitMs; waited += lookEveryMs) {
    pen?.drawImage(image, 0, -top);
    if (Array.from({ length: count }, (_, at) => at).every(isSeen)) return;
    await new Promise((look) => setTimeout(look, lookEveryMs));
  }
}

function escaped(text: string): string {
  return writable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Without the characters that XML does not know. */
function writable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  return text.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
}
