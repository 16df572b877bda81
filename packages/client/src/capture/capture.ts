import { durationOf } from "../values/duration.ts";
import { mapOf, textOf } from "../values/scalars.ts";
import type { ClientContext } from "../view/client-context.ts";
import { pictureOf } from "./picture.ts";

/** What the app says about a picture. */
export interface CaptureOptions {
  readonly pixelRatio: number | undefined;
  readonly delay: unknown;
}

type Context = Pick<ClientContext, "get" | "assetUrl">;

const pageId = 1;
const usualDelayMs = 20;
const longestFrameMs = 200;

/** Takes a picture of an element after the app's delay, once all that was sent before is drawn. */
export async function capture(
  element: HTMLElement,
  client: Context,
  { pixelRatio = devicePixelRatio, delay }: CaptureOptions,
): Promise<Uint8Array> {
  const frame = new Promise((drawn) => requestAnimationFrame(drawn));
  await Promise.race([frame, pause(longestFrameMs)]); // there are no frames in a hidden tab
  await pause(durationOf(delay, usualDelayMs));
  const named = Object.entries(mapOf(client.get(pageId)?.fonts) ?? {});
  const fonts = new Map(named.map(([name, src]) => [name, client.assetUrl(textOf(src) ?? "")]));
  return pictureOf(element, { pixelRatio, fonts });
}

/** Takes pictures of the whole page, if the app said that it would, each after its delay. */
export async function captureAll(
  element: HTMLElement,
  client: Context,
  delays: readonly unknown[],
  pixelRatio: number | undefined,
): Promise<Uint8Array[]> {
  if (client.get(pageId)?.enable_screenshots !== true) {
    throw new Error("pictures of the page need its enable_screenshots");
  }
  const pictures: Uint8Array[] = [];
  for (const delay of delays) pictures.push(await capture(element, client, { pixelRatio, delay }));
  return pictures;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
