import type { Browser } from "playwright-core";
import { launchBrowser } from "../../support/browser.ts";
import { type AppServer, startFlotilla } from "../flet/server.ts";
import { type Figure, percentile } from "./goal.ts";

/** Goal 19: a click and its patch where WebSockets do not get through, beside the same with one, whole path. */
export async function measurePolling(options: {
  readonly clicks: number;
}): Promise<readonly Figure[]> {
  await using server = await startFlotilla("counter", 10);
  const browser = await launchBrowser();
  try {
    const polling = await roundTrips(browser, server, options.clicks, true);
    const socket = await roundTrips(browser, server, options.clicks, false);
    return [
      {
        goal: 19,
        what: "click to changed DOM by polling, WebSockets blocked, p95",
        unit: "ms",
        limit: 25,
        value: percentile(polling, 0.95),
        note: `p50 ${percentile(polling, 0.5).toFixed(1)} ms; by WebSocket p50 ${percentile(socket, 0.5).toFixed(1)}, p95 ${percentile(socket, 0.95).toFixed(1)} ms`,
      },
    ];
  } finally {
    await browser.close();
  }
}

async function roundTrips(
  browser: Browser,
  server: AppServer,
  clicks: number,
  isBlocked: boolean,
): Promise<readonly number[]> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    if (isBlocked) {
      await page.routeWebSocket(/./, (socket) => void socket.close({ code: 1006 }));
    }
    await page.goto(server.url.replace(/^ws/, "http").replace(/ws$/, ""));
    await page.locator("input").waitFor({ timeout: 60_000 });
    return await page.evaluate<number[]>(clickAndWait(clicks));
  } finally {
    await context.close();
  }
}

// Text, as this program has no types of the browser: clicks one after the other, each when the field shows the one before.
function clickAndWait(clicks: number): string {
  return `(async () => {
    const button = document.querySelector("[data-id] button, button[data-id]");
    const field = document.querySelector("input");
    const times = [];
    for (let at = 0; at < ${clicks}; at += 1) {
      const before = field.value;
      const from = performance.now();
      button.click();
      while (field.value === before) {
        await new Promise((next) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = next;
          port2.postMessage(0);
        });
      }
      times.push(performance.now() - from);
    }
    return times;
  })()`;
}
