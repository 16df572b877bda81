import { median } from "../median.ts";
import { cards } from "./cards.ts";
import type { Figure } from "./goal.ts";
import { benchList, MeasuredPage } from "./measured-page.ts";

const perCard = 10;

interface Mount {
  readonly paintMs: number;
  readonly scriptMs: number;
  readonly taskMs: number;
  readonly cloneMs: number;
}

/** Goal 6: how long a page of 1,000 and one of 10,000 controls take in a browser that has just been started. */
export async function measureMounting(options: {
  readonly rounds: number;
  readonly many: number;
}): Promise<readonly Figure[]> {
  const small: Mount[] = [];
  const large: Mount[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    small.push(await mountCold(1_000));
    large.push(await mountCold(options.many));
  }
  return [
    {
      goal: 6,
      what: "mount of 1,000 controls, script, cold",
      unit: "ms",
      limit: 60,
      value: median(small.map(({ scriptMs }) => scriptMs)),
      note: `chunks loaded meanwhile; the browser alone: ${median(small.map(({ cloneMs }) => cloneMs)).toFixed(0)} ms to paint a copy of the elements`,
    },
    {
      goal: 6,
      what: `mount of ${options.many.toLocaleString("en")} controls, sent to painted, cold`,
      unit: "ms",
      limit: 450,
      value: median(large.map(({ paintMs }) => paintMs)),
      note: `the main thread's own time ${median(large.map(({ taskMs }) => taskMs)).toFixed(0)} ms, of it script ${median(large.map(({ scriptMs }) => scriptMs)).toFixed(0)}; the browser alone: ${median(large.map(({ cloneMs }) => cloneMs)).toFixed(0)} ms to paint a copy of the elements`,
    },
  ];
}

async function mountCold(controls: number): Promise<Mount> {
  await using page = await MeasuredPage.open();
  const before = await page.work();
  const paintMs = await page.mount(cards(controls / perCard, benchList));
  const { scriptMs, taskMs } = await page.work();
  const cloneMs = await page.harness.page.evaluate<number>(paintClone);
  return {
    paintMs,
    scriptMs: scriptMs - before.scriptMs,
    taskMs: taskMs - before.taskMs,
    cloneMs,
  };
}

// Text, as this program has no types of the browser: takes the page's elements away and paints a copy of them.
const paintClone = `new Promise((done) => {
  const root = document.getElementById("flotilla");
  const copy = root.cloneNode(true);
  root.remove();
  requestAnimationFrame(() => setTimeout(() => {
    const from = performance.now();
    document.body.prepend(copy.cloneNode(true));
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now() - from);
      port2.postMessage(0);
    });
  }, 100));
})`;
