import { setTimeout as wait } from "node:timers/promises";
import { type Browser, type CDPSession, chromium } from "playwright-core";
import { PNG } from "pngjs";
import { startFlet, startFlotilla } from "../flet/server.ts";
import { cpuSeconds, privateMib } from "../hot-path/process-stats.ts";
import { median } from "../median.ts";
import type { Figure } from "./goal.ts";

/** One client drawing 10,000 controls that its own server sent. */
interface Drawing {
  /** From the arrival of the packet in the page to the first frame that shows it. */
  readonly paintMs: number;
  /** Of all processes of the browser, from the click until they rest. */
  readonly cpuMs: number;
  readonly privateMib: number;
}

const size = { width: 1_280, height: 800 };
const shot = { width: 320, height: 200 };
const flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];

/** The page of 10,000 controls on Flet's own server and client, and on the embedded host with the built client, in turns. */
export async function measureBesideFlet(options: {
  readonly python: string;
  readonly rounds: number;
}): Promise<readonly Figure[]> {
  const flet: Drawing[] = [];
  const flotilla: Drawing[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    await using theirs = await startFlet(options.python, "cards");
    flet.push(await draw(theirs.url.replace(/^ws/, "http").replace(/ws$/, "")));
    await using ours = await startFlotilla("cards", 10);
    flotilla.push(await draw(ours.url.replace(/^ws/, "http").replace(/ws$/, "")));
  }
  const figure = (what: string, unit: string, of: (drawing: Drawing) => number): Figure => {
    const there = median(flet.map(of));
    return {
      goal: 6,
      what: `${what}, 10,000 controls, whole path`,
      unit,
      limit: undefined,
      value: median(flotilla.map(of)),
      note: `Flet's client: ${there.toFixed(0)} ${unit}`,
    };
  };
  return [
    figure("from the packet's arrival to the first frame", "ms", ({ paintMs }) => paintMs),
    figure("CPU of the whole browser for it", "ms", ({ cpuMs }) => cpuMs),
    figure("private memory of the whole browser", "MiB", ({ privateMib: mib }) => mib),
  ];
}

async function draw(url: string): Promise<Drawing> {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
  try {
    const page = await browser.newPage({ viewport: size });
    await page.addInitScript(watchPackets);
    const frames: Frame[] = [];
    const cdp = await page.context().newCDPSession(page);
    cdp.on("Page.screencastFrame", ({ data, metadata, sessionId }) => {
      frames.push({ at: (metadata.timestamp ?? 0) * 1_000, data });
      cdp.send("Page.screencastFrameAck", { sessionId }).catch(() => undefined); // the page is closed
    });
    await cdp.send("Page.startScreencast", {
      format: "png",
      maxWidth: shot.width,
      maxHeight: shot.height,
    });
    await page.goto(url);
    await shown(frames, isRed);
    await wait(1_000);
    const before = cpuSeconds(await processes(browser));
    frames.length = 0;
    await page.mouse.click(size.width / 2, size.height / 2);
    const painted = await shown(frames, (pixel) => !isRed(pixel));
    await rest(browser);
    const arrived = await page.evaluate<number>("globalThis.largePacketAt");
    const pids = await processes(browser);
    return {
      paintMs: painted - arrived,
      cpuMs: (cpuSeconds(pids) - before) * 1_000,
      privateMib: privateMib(pids),
    };
  } finally {
    await browser.close();
  }
}

interface Frame {
  readonly at: number;
  readonly data: string;
}

type Pixel = readonly [red: number, green: number, blue: number];

function isRed([red, green, blue]: Pixel): boolean {
  return red > 200 && green < 60 && blue < 60;
}

/** When a frame was made whose middle satisfies the condition. */
async function shown(frames: Frame[], condition: (pixel: Pixel) => boolean): Promise<number> {
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline) {
    const frame = frames.shift();
    if (!frame) {
      await wait(20);
      continue;
    }
    const { width, height, data } = PNG.sync.read(Buffer.from(frame.data, "base64"));
    const at = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 4;
    if (condition([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0])) return frame.at;
  }
  throw new Error("the page did not show what was waited for within two minutes");
}

/** Waits until the browser's processes use less than a tenth of a core. */
async function rest(browser: Browser): Promise<void> {
  for (;;) {
    const before = cpuSeconds(await processes(browser));
    await wait(1_000);
    if (cpuSeconds(await processes(browser)) - before < 0.1) return;
  }
}

async function processes(browser: Browser): Promise<number[]> {
  const cdp: CDPSession = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  await cdp.detach();
  return processInfo.map(({ id }) => id);
}

// Text, as this program has no types of the browser: notes when a packet of more than 100 kB arrives.
const watchPackets = `{
  const Own = WebSocket;
  globalThis.WebSocket = class extends Own {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        if ((data.byteLength ?? data.size ?? data.length) > 100_000) {
          globalThis.largePacketAt ??= performance.timeOrigin + performance.now();
        }
      });
    }
  };
}`;
