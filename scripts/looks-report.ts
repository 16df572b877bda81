import { writeFile } from "node:fs/promises";
import { ClientHarness } from "../test/support/client-harness.ts";
import { drawnLooks, looksDocument } from "../test/support/drawn-looks.ts";
import { compareLook, type LookResult, readLooks } from "../test/support/looks.ts";

const looks = readLooks();
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /^TextField--radius/,
    "Flet's client draws a black border when only a radius is given, which it lists as a defect; here the border keeps its color",
  ],
  [
    /^(Chip|OutlinedButton|SegmentedButton)/,
    "its right edge is at a fraction of a pixel: Flutter spreads thin lines there over two pixels, the browser draws them on one",
  ],
  [
    /^CupertinoFilledButton--icon/,
    "its lower edge is at a fraction of a pixel, which Flutter smooths and the browser rounds",
  ],
];
const results = await compareAll("processor");
const onGraphics = await compareAll("graphics");

async function compareAll(raster: "processor" | "graphics"): Promise<LookResult[]> {
  const compared: LookResult[] = [];
  for (const theme of ["light", "dark"] as const) {
    await using harness = await ClientHarness.open({ colorScheme: theme, raster });
    for (const name of drawnLooks(looks, theme)) {
      const look = looks[name];
      if (look) compared.push(await compareLook(harness, name, look));
    }
  }
  return compared;
}

const groups = Map.groupBy(results, ({ name }) => name.split("--")[0] ?? name);
const rows = [...groups].sort().map(([control, group]) => {
  const count = (passes: (result: LookResult) => boolean) => group.filter(passes).length;
  const worst = Math.min(...group.map(({ pixels }) => pixels));
  const others = onGraphics.filter(({ name }) => name.startsWith(`${control}--`));
  return `| ${control} | ${group.length} | ${count(boxPasses)} | ${count(fillsPass)} | ${count(exactPass)} | ${count(innerPasses)} | ${count(pixelsPass)} | ${others.filter(pixelsPass).length} | ${(worst * 100).toFixed(1)} % |`;
});
const sum = (passes: (result: LookResult) => boolean, of = results) =>
  `${of.filter(passes).length} of ${of.length}`;
const misses = onGraphics
  .filter((result) => !pixelsPass(result))
  .map(({ name, pixels }) => `| ${name} | ${(pixels * 100).toFixed(1)} % | ${reasonOf(name)} |`);
await writeFile(
  looksDocument,
  `# Looks: how the client's pictures compare with those of Flet's own client

Written by \`node scripts/looks-report.ts\`. Each picture of \`test/conformance/goldens/looks\` whose control is drawn is drawn from the same tree and compared:

- **box**: each edge of the control's box within 0.6 px (${sum(boxPasses)}; views and dialogs have no box of their own);
- **fills**: of points on a grid of 4 px that lie in areas of one color, 99 % have that color to one level of 255 (${sum(fillsPass)}), **exact**: to the bit (${sum(exactPass)}; overlays are mixed with other rounding than in Skia);
- **pixels**: 98 % of the pixels are within 8 levels, but for texts, icons and edges: pixels that have, in Flet's picture, one of another color beside them (${sum(innerPasses)});
- **edges**: the same with the edges. What smooths them matters: Flet's client draws on the graphics pipeline, in these pictures on one in software. Ours drawn by the same kind of pipeline: ${sum(pixelsPass, onGraphics)} (column *on graphics*). Drawn by Chromium's rasterizer on the processor, which approaches round shapes by short lines: ${sum(pixelsPass)} (column *edges*; *worst* is its worst picture).

| control | pictures | box | fills | exact | pixels | edges | on graphics | worst |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
${rows.join("\n")}

## Edges below 98 % on graphics too

| picture | pixels | why |
|---|--:|---|
${misses.join("\n")}
`,
);

function reasonOf(name: string): string {
  return (
    reasons.find(([pattern]) => pattern.test(name))?.[1] ??
    "edges are smoothed otherwise by Skia on a canvas and in a page"
  );
}

function boxPasses({ boxError }: LookResult): boolean {
  return (boxError ?? 0) <= 0.6;
}

function fillsPass({ fills }: LookResult): boolean {
  return fills >= 0.99;
}

function exactPass({ exact }: LookResult): boolean {
  return exact >= 0.99;
}

function innerPasses({ inner }: LookResult): boolean {
  return inner >= 0.98;
}

function pixelsPass({ pixels }: LookResult): boolean {
  return pixels >= 0.98;
}
