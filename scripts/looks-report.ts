import { writeFile } from "node:fs/promises";
import { ClientHarness } from "../test/support/client-harness.ts";
import { drawnLooks, exceptions, looksDocument } from "../test/support/drawn-looks.ts";
import { compareLook, type LookResult, readLooks } from "../test/support/looks.ts";

const looks = readLooks();
const results: LookResult[] = [];
for (const theme of ["light", "dark"] as const) {
  await using harness = await ClientHarness.open({ colorScheme: theme });
  for (const [name] of drawnLooks(looks, theme)) {
    const look = looks[name];
    if (look) results.push(await compareLook(harness, name, look));
  }
}

const groups = Map.groupBy(results, ({ name }) => name.split("--")[0] ?? name);
const rows = [...groups].sort().map(([control, group]) => {
  const count = (passes: (result: LookResult) => boolean) => group.filter(passes).length;
  const worst = Math.min(...group.map(({ pixels }) => pixels));
  return `| ${control} | ${group.length} | ${count(boxPasses)} | ${count(fillsPass)} | ${count(exactPass)} | ${count(pixelsPass)} | ${(worst * 100).toFixed(1)} % |`;
});
const sum = (passes: (result: LookResult) => boolean) =>
  `${results.filter(passes).length} of ${results.length}`;
await writeFile(
  looksDocument,
  `# Looks: how the client's pictures compare with those of Flet's own client

Written by \`node scripts/looks-report.ts\`. Each picture of \`test/conformance/goldens/looks\` whose control is drawn is drawn from the same tree and compared:

- **box**: each edge of the control's box within 0.6 px (${sum(boxPasses)}; views and dialogs have no box of their own);
- **fills**: of points on a grid of 4 px that lie in areas of one color, 99 % have that color to one level of 255 (${sum(fillsPass)}), **exact**: to the bit (${sum(exactPass)}; overlays are mixed with other rounding than in Skia);
- **pixels**: outside of texts and icons 98 % of the pixels are within 8 levels (${sum(pixelsPass)}); the last column is the worst picture.

| control | pictures | box | fills | exact | pixels | worst |
|---|--:|--:|--:|--:|--:|--:|
${rows.join("\n")}

Below 98 % are mostly thin lines and small round shapes, whose smoothed edges Skia draws differently on a canvas and in a page.

| picture | why it is farther off |
|---|---|
${Object.entries(exceptions)
  .map(([name, { why }]) => `| ${name} | ${why} |`)
  .join("\n")}
| TextField--radius | Flet's client draws a black border when only a radius is given, which it lists as a defect; here the border keeps its color |
| BottomAppBar--notch | the notch around a docked button is not cut out |
`,
);

function boxPasses({ boxError }: LookResult): boolean {
  return (boxError ?? 0) <= 0.6;
}

function fillsPass({ fills }: LookResult): boolean {
  return fills >= 0.99;
}

function exactPass({ exact }: LookResult): boolean {
  return exact >= 0.99;
}

function pixelsPass({ pixels }: LookResult): boolean {
  return pixels >= 0.98;
}
