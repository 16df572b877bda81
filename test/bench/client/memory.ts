import type { WireControl } from "../../support/client-harness.ts";
import { cards } from "./cards.ts";
import type { Figure } from "./goal.ts";
import { benchList, MeasuredPage } from "./measured-page.ts";

const small = 182;

/** Goals 11, 12 and 13: what pages take, and whether closed views leave anything. */
export async function measureMemory(options: {
  readonly many: number;
  readonly views: number;
}): Promise<readonly Figure[]> {
  const large = await largePage(options.many);
  const heap = await smallPage();
  return [
    {
      goal: 11,
      what: `script and DOM at ${options.many.toLocaleString("en")} controls`,
      unit: "MiB",
      limit: 25,
      value: large.memoryMib,
      note: `script heap ${large.heapMib.toFixed(1)} MiB`,
    },
    { goal: 12, what: `script heap at ${small} controls`, unit: "MiB", limit: 5, value: heap },
    {
      goal: 13,
      what: `${options.views} times a view of 1,000 controls opened and closed: growth of the heap`,
      unit: "%",
      limit: 5,
      value: await growth(options.views),
    },
  ];
}

async function largePage(controls: number): Promise<{ memoryMib: number; heapMib: number }> {
  await using page = await MeasuredPage.open();
  await page.mount(cards(controls / 10, benchList));
  return { memoryMib: await page.memoryMib(), heapMib: await page.heapMib() };
}

async function smallPage(): Promise<number> {
  await using page = await MeasuredPage.open();
  await page.mount(cards(Math.floor(small / 10), benchList));
  return await page.heapMib();
}

/** Percent by which the heap has grown after the views, compared to after a tenth of them. */
async function growth(views: number): Promise<number> {
  await using page = await MeasuredPage.open();
  const first: WireControl = { _c: "View", _i: 800, route: "/", controls: [] };
  const openAndClose = async () => {
    const second = { _c: "View", _i: 801, route: "/second", controls: [cards(100, benchList)] };
    page.harness.patch(1, [[0], [0, 0, "views", [first, second]]]);
    await page.harness.settle();
    page.harness.patch(1, [[0], [0, 0, "views", [first]]]);
    await page.harness.settle();
  };
  for (let view = 0; view < views / 10; view += 1) await openAndClose();
  const before = await page.heapMib();
  for (let view = 0; view < views; view += 1) await openAndClose();
  return ((await page.heapMib()) / before - 1) * 100;
}
