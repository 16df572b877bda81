import { setTimeout as wait } from "node:timers/promises";
import type { CDPSession } from "playwright-core";
import { ClientHarness, type WireControl } from "../../support/client-harness.ts";

/** What Chromium has counted of the page so far; milliseconds of the main thread's own time. */
export interface Work {
  readonly scriptMs: number;
  readonly taskMs: number;
  readonly layoutMs: number;
  /** How often the page was laid out. */
  readonly layouts: number;
  readonly heapMib: number;
}

const isolated = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
const listId = 900;

/** The built client on a scripted host in a browser of its own, with what Chromium tells about its work. */
export class MeasuredPage implements AsyncDisposable {
  readonly harness: ClientHarness;
  readonly #cdp: CDPSession;
  readonly #clockOffset: number;

  private constructor(harness: ClientHarness, cdp: CDPSession, clockOffset: number) {
    this.harness = harness;
    this.#cdp = cdp;
    this.#clockOffset = clockOffset;
  }

  static async open(): Promise<MeasuredPage> {
    const harness = await ClientHarness.open({
      viewport: { width: 1_280, height: 800 },
      headers: isolated,
      chromiumArgs: ["--enable-blink-features=ForceEagerMeasureMemory"],
    });
    const cdp = await harness.page.context().newCDPSession(harness.page);
    // Time that the main thread has run, not that it has waited for a core.
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    return new MeasuredPage(harness, cdp, await clockOffset(harness));
  }

  /** Replaces the page by a scrolling column of cards; resolves when it was painted. Milliseconds from sending. */
  async mount(list: WireControl): Promise<number> {
    const view = { _c: "View", _i: 899, route: "/", padding: {}, spacing: 0, controls: [list] };
    const last = (list.controls as readonly WireControl[]).at(-1)?._i;
    const painted = this.harness.page.evaluate<number>(paintedWith(last ?? list._i ?? 0));
    const from = this.now();
    this.harness.patch(1, [[0], [0, 0, "views", [view]]]);
    return (await painted) - from;
  }

  /** Milliseconds on the page's clock. */
  now(): number {
    return performance.timeOrigin + performance.now() + this.#clockOffset;
  }

  async work(): Promise<Work> {
    const { metrics } = await this.#cdp.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return {
      scriptMs: of("ScriptDuration") * 1_000,
      taskMs: of("TaskDuration") * 1_000,
      layoutMs: (of("LayoutDuration") + of("RecalcStyleDuration")) * 1_000,
      layouts: of("LayoutCount"),
      heapMib: of("JSHeapUsedSize") / 2 ** 20,
    };
  }

  /** Milliseconds of script that some steps cost, each in a frame of its own. */
  async scriptMs(steps: readonly (() => void)[]): Promise<number> {
    await wait(settleMs);
    const before = await this.work();
    for (const step of steps) {
      step();
      await wait(stepMs);
    }
    await wait(settleMs);
    return (await this.work()).scriptMs - before.scriptMs;
  }

  /** The script heap after a full collection. */
  async heapMib(): Promise<number> {
    for (let times = 0; times < 3; times += 1) await this.#cdp.send("HeapProfiler.collectGarbage");
    return (await this.work()).heapMib;
  }

  /** What the browser counts as the page's memory: script and DOM. */
  async memoryMib(): Promise<number> {
    await this.#cdp.send("HeapProfiler.collectGarbage");
    const bytes = await this.harness.page.evaluate<number>(
      "performance.measureUserAgentSpecificMemory().then(({ bytes }) => bytes)",
    );
    return bytes / 2 ** 20;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.harness[Symbol.asyncDispose]();
  }
}

const settleMs = 300;
const stepMs = 50;

/** The id of the list that `mount` is usually given. */
export const benchList = listId;

/** How far the page's clock is ahead of this one: from the quickest of some questions. */
async function clockOffset({ page }: ClientHarness): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, offset: 0 };
  for (let times = 0; times < 30; times += 1) {
    const from = performance.timeOrigin + performance.now();
    const there = await page.evaluate<number>("performance.timeOrigin + performance.now()");
    const took = performance.timeOrigin + performance.now() - from;
    if (took < best.took) best = { took, offset: there - (from + took / 2) };
  }
  return best.offset;
}

// Text, as this program has no types of the browser: the time after the frame in which a control is there and nothing loads.
function paintedWith(id: number): string {
  return `new Promise((done) => {
    const look = () => requestAnimationFrame(isThere() ? painted : look);
    const isThere = () =>
      document.querySelector('[data-id="${id}"]') && !document.querySelector("[aria-busy=true]");
    const painted = () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.timeOrigin + performance.now());
      port2.postMessage(0);
    };
    look();
  })`;
}
