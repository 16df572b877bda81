import type { Patch } from "@flotilla/protocol";
import { card, cards } from "./cards.ts";
import type { Figure } from "./goal.ts";
import { benchList, MeasuredPage } from "./measured-page.ts";

/** Goal 10: one child more, less or elsewhere among many. */
export async function measureChildren(options: {
  readonly children: number;
  readonly times: number;
}): Promise<readonly Figure[]> {
  const { children, times } = options;
  await using page = await MeasuredPage.open();
  await page.mount(cards(children, benchList));
  const middle = Math.floor(children / 2);
  let next = children;
  const steps: Readonly<Record<string, () => Patch>> = {
    insert: () => [listIndex, [1, 1, middle, card(next++)]],
    "move to the front": () => [listIndex, [3, 1, children, 1, 0]],
    "move to the end": () => [listIndex, [3, 1, 0, 1, children]],
    remove: () => [listIndex, [2, 1, middle]],
  };
  const figures: Figure[] = [];
  for (const [name, patch] of Object.entries(steps)) {
    const run = () => page.harness.patch(benchList, patch());
    const scriptMs = await page.scriptMs(Array.from({ length: times }, () => run));
    figures.push({
      goal: 10,
      what: `${name} in ${children.toLocaleString("en")} children of ten controls each, script`,
      unit: "ms",
      limit: 3,
      value: scriptMs / times,
    });
  }
  return figures;
}

const listIndex = [0, { controls: [1] }] as const;
