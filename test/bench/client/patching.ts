import { setTimeout as wait } from "node:timers/promises";
import { cards, textId } from "./cards.ts";
import { type Figure, percentile } from "./goal.ts";
import { benchList, MeasuredPage } from "./measured-page.ts";

interface Options {
  /** Controls of the page. */
  readonly many: number;
  /** Patches sent one by one. */
  readonly single: number;
  readonly streamSeconds: number;
}

interface Frames {
  /** Share of the frames that did not come. */
  readonly dropped: number;
  /** Share of the time in which the main thread worked. */
  readonly busy: number;
}

const patchesPerSecond = 60;
const frameMs = 1_000 / 60;

/** Goals 7, 8 and 9: patches of one property in a large page. */
export async function measurePatching(options: Options): Promise<readonly Figure[]> {
  await using page = await MeasuredPage.open();
  const count = options.many / 10;
  await page.mount(cards(count, benchList));
  let patches = 0;
  const patch = () => {
    patches += 1;
    page.harness.patch(textId(patches % count), [[0], [0, 0, "value", `patch ${patches}`]]);
  };
  const burst = Math.min(count, 1_000);
  const burstMs = await page.scriptMs([() => Array.from({ length: burst }, patch)]);
  const aloneMs = await page.scriptMs(Array.from({ length: options.single }, () => patch));
  const delays = await measureDelays(page, options.single, patch);
  const still = await streamed(page, options.streamSeconds / 2, undefined);
  const streaming = await streamed(page, options.streamSeconds, patch);
  const at = `in ${options.many.toLocaleString("en")} controls`;
  return [
    {
      goal: 7,
      what: `patch of one property ${at}, script, mean of ${burst} sent at once`,
      unit: "µs",
      limit: 60,
      value: (burstMs / burst) * 1_000,
      note: `each in a frame of its own: ${((aloneMs / options.single) * 1_000).toFixed(0)} µs with all that the browser does for a frame`,
    },
    {
      goal: 8,
      what: `sent by the host to changed in the DOM ${at}, p95`,
      unit: "ms",
      limit: 10,
      value: percentile(
        delays.map(([dom]) => dom),
        0.95,
      ),
      note: `p50 ${percentile(
        delays.map(([dom]) => dom),
        0.5,
      ).toFixed(1)} ms`,
    },
    {
      goal: 8,
      what: `sent by the host to the frame after ${at}, p95`,
      unit: "ms",
      limit: 34,
      value: percentile(
        delays.map(([, frame]) => frame),
        0.95,
      ),
      note: `p50 ${percentile(
        delays.map(([, frame]) => frame),
        0.5,
      ).toFixed(1)} ms`,
    },
    {
      goal: 9,
      what: `dropped frames, 60 patches/s for ${options.streamSeconds} s ${at}`,
      unit: "%",
      limit: 2,
      value: streaming.dropped * 100,
      note: `the same page without patches: ${(still.dropped * 100).toFixed(1)} %`,
    },
    {
      goal: 9,
      what: `main thread busy meanwhile`,
      unit: "%",
      limit: 25,
      value: streaming.busy * 100,
      note: `without patches: ${(still.busy * 100).toFixed(1)} %`,
    },
  ];
}

/** Milliseconds from sending to the change of the DOM, and to the next frame's painting. */
async function measureDelays(
  page: MeasuredPage,
  count: number,
  patch: () => void,
): Promise<readonly (readonly [dom: number, frame: number])[]> {
  const delays: (readonly [number, number])[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    await page.harness.page.evaluate(watchChange);
    await wait(20 + (sent % 17)); // patches come at any time between two frames
    const from = page.now();
    patch();
    const [dom, frame] = await page.harness.page.evaluate<[number, number]>("globalThis.change");
    delays.push([dom - from, frame - from]);
  }
  return delays;
}

// Text, as this program has no types of the browser.
const watchChange = `{
  const now = () => performance.timeOrigin + performance.now();
  globalThis.change = new Promise((done) => {
    const observer = new MutationObserver(() => {
      const dom = now();
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done([dom, now()]);
        port2.postMessage(0);
      });
    });
    observer.observe(document.getElementById("flotilla"), { subtree: true, childList: true, characterData: true });
  });
}
undefined`; // the promise itself would be waited for

async function streamed(
  page: MeasuredPage,
  seconds: number,
  patch: (() => void) | undefined,
): Promise<Frames> {
  const before = await page.work();
  const times = page.harness.page.evaluate<number[]>(frameTimes(seconds));
  const from = performance.now();
  for (let sent = 0; performance.now() - from < seconds * 1_000; ) {
    while (patch && sent < ((performance.now() - from) / 1_000) * patchesPerSecond) {
      patch();
      sent += 1;
    }
    await wait(4);
  }
  const frames = await times;
  const took = (frames.at(-1) ?? 0) - (frames[0] ?? 0);
  const work = await page.work();
  const expected = Math.round(took / frameMs);
  return {
    dropped: Math.max(0, expected - (frames.length - 1)) / expected,
    busy: (work.taskMs - before.taskMs) / (seconds * 1_000),
  };
}

function frameTimes(seconds: number): string {
  return `new Promise((done) => {
    const times = [];
    const frame = (at) => {
      times.push(at);
      if (at - times[0] < ${seconds * 1_000}) requestAnimationFrame(frame);
      else done(times);
    };
    requestAnimationFrame(frame);
  })`;
}
