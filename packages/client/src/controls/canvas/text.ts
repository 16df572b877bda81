import { alignmentOf } from "../../values/alignment.ts";
import { choiceOf, mapOf, numberOf, textOf } from "../../values/scalars.ts";
import { textStyleCss } from "../../values/text-style.ts";
import { controlsOf } from "../../view/children.tsx";
import type { ControlMap } from "../../view/control-map.ts";
import type { Surface } from "./paint.ts";
import { num } from "./path.ts";

const usualSize = 14;

interface Run {
  readonly text: string;
  readonly font: string;
  readonly color: string;
  readonly width: number;
}

/** Writes a text with its spans at a point, turned around that point. */
export function drawText(surface: Surface, shape: ControlMap): void {
  const { context } = surface;
  const size = numberOf(mapOf(shape.style)?.size) ?? usualSize;
  const leading = Math.round(size * (numberOf(mapOf(shape.style)?.height) ?? 1.2));
  const lines = linesOf(surface, shape);
  const widths = lines.map((line) => line.reduce((sum, { width }) => sum + width, 0));
  const width = Math.min(
    Math.max(...widths, 0),
    numberOf(shape.max_width) ?? Number.POSITIVE_INFINITY,
  );
  const height = lines.length * leading;
  const alignment = alignmentOf(shape.alignment) ?? { x: -1, y: -1 };
  const align = choiceOf(
    shape.text_align,
    ["left", "right", "center", "justify", "start", "end"],
    "start",
  );
  const share = align === "center" ? 0.5 : align === "right" || align === "end" ? 1 : 0;
  context.save();
  context.translate(num(shape.x), num(shape.y));
  context.rotate(num(shape.rotate));
  context.translate((-width * (alignment.x + 1)) / 2, (-height * (alignment.y + 1)) / 2);
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  lines.forEach((line, at) => {
    let x = (width - (widths[at] ?? 0)) * share;
    for (const run of line) {
      context.font = run.font;
      context.fillStyle = run.color;
      context.fillText(run.text, x, at * leading + (leading + size * 0.72) / 2);
      x += run.width;
    }
  });
  context.restore();
}

function linesOf(surface: Surface, shape: ControlMap): Run[][] {
  const parts = [
    { text: textOf(shape.value) ?? "", style: shape.style },
    ...controlsOf(shape.spans).map((span) => ({
      text: textOf(span.text) ?? "",
      style: { ...mapOf(shape.style), ...mapOf(span.style) },
    })),
  ];
  const most = numberOf(shape.max_width) ?? Number.POSITIVE_INFINITY;
  const lines: Run[][] = [[]];
  let used = 0;
  for (const { text, style } of parts) {
    const [font, color] = [fontOf(style), colorOfStyle(surface, style)];
    surface.context.font = font;
    for (const piece of text.split(/(\n| +)/)) {
      const { width } = surface.context.measureText(piece);
      if (piece === "\n" || (used + width > most && used > 0)) {
        lines.push([]);
        used = 0;
      }
      if (piece === "\n" || piece === "") continue;
      lines.at(-1)?.push({ text: piece, font, color, width });
      used += width;
    }
  }
  return shortened(surface, shape, lines);
}

function shortened({ context }: Surface, shape: ControlMap, lines: Run[][]): Run[][] {
  const limit = numberOf(shape.max_lines);
  if (limit === undefined || lines.length <= limit) return lines;
  const kept = lines.slice(0, limit);
  const ellipsis = textOf(shape.ellipsis);
  const last = kept.at(-1)?.at(-1);
  if (ellipsis && last) {
    context.font = last.font;
    kept.at(-1)?.push({ ...last, text: ellipsis, width: context.measureText(ellipsis).width });
  }
  return kept;
}

function fontOf(value: unknown): string {
  const css = textStyleCss(value);
  const size = css.fontSize ?? `${usualSize}px`;
  return `${css.fontStyle ?? "normal"} ${css.fontWeight ?? 400} ${size} ${css.fontFamily ?? "Roboto, sans-serif"}`;
}

function colorOfStyle({ resolve }: Surface, value: unknown): string {
  const { color } = textStyleCss(value);
  return resolve(typeof color === "string" ? color : "var(--md-sys-color-on-surface)");
}
