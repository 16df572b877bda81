import { setTimeout as wait } from "node:timers/promises";
import { type CDPSession, chromium } from "playwright-core";
import { PNG } from "pngjs";
import { type Network, slowDown } from "./network.ts";

/** One first visit to the app `tap`, whose red number turns green with the first click that the app has heard of. */
export interface Load {
  /** First contentful paint, as the browser reports it. */
  readonly paintMs: number;
  /** The first picture with the number on it. */
  readonly textMs: number;
  /** The first picture that shows the app's answer to a click. */
  readonly liveMs: number;
  /** Requests that had been answered in full by the first paint. */
  readonly requestsBeforePaint: number;
  readonly requests: number;
  /** Kilobytes that came over the network until the page was live. */
  readonly kilobytes: number;
}

const size = { width: 400, height: 300 };
const flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
const longestMs = 8 * 60_000;
const clickMs = 100;

/** Loads the page in a fresh browser over a slow network, clicking all the time as an impatient visitor does. */
export async function load(url: string, network: Network): Promise<Load> {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
  try {
    const page = await browser.newPage({ viewport: size });
    const cdp = await page.context().newCDPSession(page);
    await slowDown(cdp, network);
    const traffic = watchTraffic(cdp);
    const frames = await watchFrames(cdp);
    const gone = page.goto(url, { waitUntil: "commit", timeout: longestMs });
    await gone;
    const origin = await page.evaluate<number>("performance.timeOrigin");
    const clicking = new AbortController();
    const clicks = click(cdp, clicking.signal);
    const textAt = await frames.first((...color) => isRed(...color) || isGreen(...color));
    const liveAt = await frames.first(isGreen);
    clicking.abort();
    await clicks;
    const paintMs = await page.evaluate<number>(
      'performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN',
    );
    return {
      paintMs,
      textMs: textAt - origin,
      liveMs: liveAt - origin,
      ...traffic.until(paintMs),
    };
  } finally {
    await browser.close();
  }
}

/** What the page asks for and gets. */
function watchTraffic(cdp: CDPSession) {
  const finished: { atS: number; bytes: number }[] = [];
  let startedS: number | undefined;
  let requests = 0;
  cdp.on("Network.requestWillBeSent", ({ request, timestamp }) => {
    if (!request.url.startsWith("http")) return;
    startedS ??= timestamp;
    requests += 1;
  });
  cdp.on("Network.loadingFinished", ({ timestamp, encodedDataLength }) => {
    finished.push({ atS: timestamp, bytes: encodedDataLength });
  });
  return {
    until: (paintMs: number) => ({
      requests,
      requestsBeforePaint: finished.filter(({ atS }) => (atS - (startedS ?? 0)) * 1_000 <= paintMs)
        .length,
      kilobytes: finished.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000,
    }),
  };
}

/** The pictures that the browser shows, with their times. */
async function watchFrames(cdp: CDPSession) {
  const frames: { at: number; data: string }[] = [];
  cdp.on("Page.screencastFrame", ({ data, metadata, sessionId }) => {
    frames.push({ at: (metadata.timestamp ?? 0) * 1_000, data });
    cdp.send("Page.screencastFrameAck", { sessionId }).catch(() => undefined); // the page is closed
  });
  await cdp.send("Page.startScreencast", {
    format: "png",
    maxWidth: size.width,
    maxHeight: size.height,
  });
  return {
    /** When the first picture was made that has some pixels of a color. */
    async first(isWanted: (red: number, green: number, blue: number) => boolean): Promise<number> {
      const deadline = performance.now() + longestMs;
      while (performance.now() < deadline) {
        const frame = frames[0];
        if (frame === undefined) {
          await wait(10);
          continue;
        }
        if (hasColor(frame.data, isWanted)) return frame.at;
        frames.shift();
      }
      throw new Error("the page did not come");
    },
  };
}

function hasColor(
  picture: string,
  isWanted: (red: number, green: number, blue: number) => boolean,
): boolean {
  const { data } = PNG.sync.read(Buffer.from(picture, "base64"));
  let count = 0;
  for (let at = 0; at < data.length && count < 20; at += 4) {
    if (isWanted(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) count += 1;
  }
  return count >= 20;
}

const isRed = (red: number, green: number, blue: number) => red > 200 && green < 60 && blue < 60;
const isGreen = (red: number, green: number, blue: number) => red < 60 && green > 120 && blue < 60;

async function click(cdp: CDPSession, signal: AbortSignal): Promise<void> {
  const at = { x: 60, y: 60, button: "left", clickCount: 1 } as const;
  while (!signal.aborted) {
    await cdp.send("Input.dispatchMouseEvent", { type: "mousePressed", ...at });
    await cdp.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...at });
    await wait(clickMs);
  }
}
