import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ClientHarness } from "../../support/client-harness.ts";
import type { Size } from "./constraints.ts";
import { readGoldenCases } from "./golden-cases.ts";
import type { Box, TreeNode } from "./laid-out.ts";
import { causeOf, firstMiss, type Miss, type MissSection, missesPage } from "./misses.ts";
import { layTree, type TreeLayout } from "./oracle.ts";
import { fontSizes, TreeMaker, texts } from "./random-tree.ts";

const window = { width: 480, height: 400 };
const randomTrees = 1_000;
const treesAPage = 50;
const wantedShare = 0.98;
const deadlineMs = 120_000;
const sections: MissSection[] = [];
let harness: ClientHarness;
let textSize: (value: string, fontSize: number) => Size | undefined;

beforeAll(async () => {
  harness = await ClientHarness.open({ viewport: window });
  textSize = await measureTexts();
}, deadlineMs);

afterAll(async () => {
  await harness[Symbol.asyncDispose]();
  const docs = join(import.meta.dirname, "../../../docs");
  await mkdir(docs, { recursive: true });
  await writeFile(join(docs, "layout-misses.md"), missesPage(sections));
}, deadlineMs);

test("the oracle lays out the golden trees as Flet's client does", () => {
  const comparable = readGoldenCases().flatMap((golden) => {
    const [root] = golden.controls;
    const expanded = root?.expand === true && golden.view.horizontal_alignment === "stretch";
    if (!root || golden.controls.length > 1 || !expanded || golden.textWraps) return [];
    const layout = layTree(root, golden.viewport, textSize);
    return layout.comparable && !golden.overflow ? [{ golden, layout }] : [];
  });
  const misses = comparable.flatMap(({ golden, layout }) => {
    const miss = firstMiss(Object.entries(golden.boxes), (id) => layout.boxes.get(Number(id)));
    return miss ? [{ name: golden.name, ...miss }] : [];
  });
  expect(misses).toEqual([]);
  expect(comparable.length).toBeGreaterThan(200);
});

test(
  "the client draws the golden trees where Flet's client does",
  async () => {
    const cases = readGoldenCases();
    const misses: Miss[] = [];
    for (const golden of cases) {
      await resize(golden.viewport);
      await harness.show(golden.controls, golden.view);
      const boxes = await harness.boxes();
      const miss = firstMiss(Object.entries(golden.boxes), (id) => boxes[id]);
      if (miss)
        misses.push({ name: golden.name, ...miss, cause: causeOf(golden.controls, golden) });
    }
    await resize(window);
    sections.push({ title: "Trees drawn by Flet's client", total: cases.length, misses });
    expect(misses.length).toBeLessThanOrEqual(cases.length * (1 - wantedShare));
  },
  deadlineMs,
);

test(
  "the client draws random trees where the oracle lays them out",
  async () => {
    const misses: Miss[] = [];
    for (let first = 0; first < randomTrees; first += treesAPage) {
      misses.push(...(await missesOfPage(first)));
    }
    sections.push({ title: "Random trees", total: randomTrees, misses });
    expect(misses.length).toBeLessThanOrEqual(randomTrees * (1 - wantedShare));
  },
  deadlineMs,
);

interface Sample {
  readonly name: string;
  readonly root: TreeNode;
  readonly layout: TreeLayout;
  readonly frame: TreeNode;
}

/** Shows many trees at once, each in a Container of the window's size. */
async function missesOfPage(first: number): Promise<readonly Miss[]> {
  const samples = Array.from({ length: treesAPage }, (_, at) => sampleOf(first + at));
  const controls = samples.map(({ frame }) => frame);
  await harness.show([{ _c: "Column", spacing: 0, scroll: "auto", expand: true, controls }]);
  const boxes = await harness.boxes();
  return samples.flatMap(({ name, root, layout, frame }) => {
    const origin = boxes[frame._i];
    const miss = firstMiss(layout.boxes, (id) => relative(boxes[id], origin));
    return miss ? [{ name, ...miss, cause: causeOf([root]) }] : [];
  });
}

/** The n-th tree that a sensible app could have. */
function sampleOf(index: number): Sample {
  for (let attempt = 0; ; attempt += 1) {
    const seed = index + attempt * randomTrees;
    const firstId = 1_000_000 + index * 1_000;
    const root = new TreeMaker(seed, firstId + 1).tree(1 + (index % 4));
    const layout = layTree(root, window, textSize);
    if (!layout.comparable) continue;
    const frame = { _c: "Container", _i: firstId, ...window, content: root };
    return { name: `random ${seed}`, root, layout, frame };
  }
}

function relative(box: Box | undefined, origin: Box | undefined): Box | undefined {
  if (!box || !origin) return undefined;
  return [box[0] - origin[0], box[1] - origin[1], box[2], box[3]];
}

async function resize(size: Size): Promise<void> {
  const current = harness.page.viewportSize();
  if (current?.width === size.width && current.height === size.height) return;
  await harness.page.setViewportSize(size);
  await harness.nextEvent("resize");
}

async function measureTexts(): Promise<typeof textSize> {
  const nodes = harness.numbered(
    texts.flatMap((value) => fontSizes.map((size) => ({ _c: "Text", _i: undefined, value, size }))),
  );
  await harness.show([{ _c: "Column", controls: nodes }]);
  const boxes = await harness.boxes();
  const sizes = new Map(
    nodes.map((node) => {
      const [, , width = 0, height = 0] = boxes[String(node._i)] ?? [];
      return [`${node.value} ${node.size}`, { width, height }];
    }),
  );
  return (value, size) => sizes.get(`${value} ${size}`);
}
