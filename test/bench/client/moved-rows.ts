import type { WireControl } from "../../support/client-harness.ts";
import type { Figure } from "./goal.ts";
import { MeasuredPage } from "./measured-page.ts";

const list = 500;
const field = 510;
const scroller = 520;

/** Goal 18: what the browser keeps of an element has to survive a move of its row. */
export async function measureMovedRows(): Promise<readonly Figure[]> {
  await using page = await MeasuredPage.open();
  await page.harness.show([{ _c: "Column", _i: list, controls: rows() }]);
  const tab = page.harness.page;
  await tab.locator(`[data-id="${field}"] input`).focus();
  await tab.evaluate(prepare);
  page.harness.patch(list, [
    [0, { controls: [1] }],
    [3, 1, 0, 1, 2],
  ]);
  await page.harness.settle();
  page.harness.patch(list, [
    [0, { controls: [1] }],
    [3, 1, 2, 1, 1],
  ]);
  await page.harness.settle();
  const lost = await tab.evaluate<string[]>(lostParts);
  return [
    {
      goal: 18,
      what: "of focus, selection, scroll position and a loaded frame, lost by moved rows",
      unit: "of 4",
      limit: 0,
      value: lost.length,
      ...(lost.length > 0 ? { note: lost.join(", ") } : {}),
    },
  ];
}

function rows(): readonly WireControl[] {
  const lines = Array.from({ length: 40 }, (_, at) => ({
    _c: "Text",
    _i: 600 + at,
    value: `line ${at}`,
  }));
  return [
    {
      _c: "Column",
      _i: 505,
      controls: [
        { _c: "TextField", _i: field, value: "typed text", width: 200 },
        { _c: "Column", _i: scroller, height: 100, scroll: "auto", controls: lines },
      ],
    },
    { _c: "Text", _i: 506, value: "second" },
    { _c: "Text", _i: 507, value: "third" },
  ];
}

// Text, as this program has no types of the browser. The frame is put beside the field by hand.
const prepare = `new Promise((done) => {
  const row = document.querySelector('[data-id="505"]');
  document.querySelector('[data-id="${field}"] input').setSelectionRange(2, 5);
  document.querySelector('[data-id="${scroller}"]').scrollTop = 120;
  globalThis.frameLoads = 0;
  const frame = document.createElement("iframe");
  frame.addEventListener("load", () => {
    globalThis.frameLoads += 1;
    frame.contentWindow.kept = true;
    done();
  });
  frame.src = "about:blank";
  row.append(frame);
})`;
const lostParts = `(() => {
  const input = document.querySelector('[data-id="${field}"] input');
  const lost = [];
  if (document.activeElement !== input) lost.push("focus");
  if (input.selectionStart !== 2 || input.selectionEnd !== 5) lost.push("selection");
  if (document.querySelector('[data-id="${scroller}"]').scrollTop !== 120) lost.push("scroll");
  if (globalThis.frameLoads !== 1 || !document.querySelector("iframe").contentWindow.kept) lost.push("frame");
  return lost;
})()`;
