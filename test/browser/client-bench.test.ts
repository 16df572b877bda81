import { expect, test } from "@jest/globals";
import { measureBuiltFiles } from "../bench/client/built-files.ts";
import { cards } from "../bench/client/cards.ts";
import { measureChildren } from "../bench/client/children.ts";
import type { Figure } from "../bench/client/goal.ts";
import { benchList, MeasuredPage } from "../bench/client/measured-page.ts";
import { measureMemory } from "../bench/client/memory.ts";
import { measureMounting } from "../bench/client/mounting.ts";
import { measureMovedRows } from "../bench/client/moved-rows.ts";
import { measurePatching } from "../bench/client/patching.ts";
import { measureSnapshot } from "../bench/client/snapshot.ts";

const deadlineMs = 90_000;

function reached({ limit, value }: Figure): boolean {
  return limit !== undefined && value <= limit;
}

test("a built client has small chunks and is free of markup made from text and of physical sides", async () => {
  const figures = await measureBuiltFiles();
  expect(figures.map(({ goal }) => goal)).toEqual([1, 1, 2, 5, 20, 20]);
  const later = figures.filter(({ goal }) => goal > 1); // the first load has its own test
  expect(later.filter((figure) => !reached(figure))).toEqual([]);
}, 60_000);

test(
  "moved rows keep focus, selection, scroll position and loaded frames",
  async () => {
    const figures = await measureMovedRows();
    expect(figures.filter((figure) => !reached(figure))).toEqual([]);
  },
  deadlineMs,
);

test(
  "a page of many controls is laid out as a whole, not for each of them",
  async () => {
    await using page = await MeasuredPage.open();
    const { layouts: before } = await page.work();
    await page.mount(cards(100, benchList));
    const { layouts } = await page.work();
    expect(layouts - before).toBeLessThan(25);
  },
  deadlineMs,
);

// How long it takes is the benchmark's affair; what it does has to work in short.
test.each([
  ["mounting", () => measureMounting({ rounds: 1, many: 1_000 })],
  ["patching", () => measurePatching({ many: 1_000, single: 5, streamSeconds: 1 })],
  ["children", () => measureChildren({ children: 100, times: 2 })],
  ["snapshots", () => measureSnapshot({ times: 2 })],
  ["memory", () => measureMemory({ many: 1_000, views: 2 })],
] as const)(
  "the benchmark of %s gets its figures",
  async (_, measure) => {
    for (const { what, value } of await measure())
      expect({ what, isFinite: Number.isFinite(value) }).toEqual({ what, isFinite: true });
  },
  deadlineMs,
);
