import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Extension } from "@flotilla/protocol";
import type { Box, ClientHarness, WireControl } from "./client-harness.ts";
import { isLike } from "./drawn-looks.ts";
import { Pixels } from "./pixels.ts";

/** A picture that Flet's own client drew, and how. */
export interface Look {
  readonly control: string;
  readonly variant: string;
  readonly theme: "light" | "dark";
  readonly viewport: readonly [width: number, height: number];
  readonly kind: "control" | "view" | "dialog";
  readonly state?: "hover" | "hoverStart" | "focus" | "press" | "click" | "clickStart";
  readonly slotWidth?: number;
  readonly wheel?: number;
  readonly invoke?: string;
  readonly crop: Box;
  readonly box?: Box;
  readonly tree: Readonly<Record<string, unknown>>;
  readonly png: string;
}

/** How the client's picture compares with Flet's. */
export interface LookResult {
  readonly name: string;
  /** Largest distance of an edge of the control's box, in pixels; undefined if the picture has no box. */
  readonly boxError: number | undefined;
  /** Share of the sampled points inside of one-colored areas that have that color, to one level of 255. */
  readonly fills: number;
  /** The same, to the bit. */
  readonly exact: number;
  /** Share of the pixels outside of texts and icons that differ by at most 8 levels. */
  readonly pixels: number;
  /** The same without edges: pixels that have, in Flet's picture, one of another color beside them. */
  readonly inner: number;
}

const folder = join(import.meta.dirname, "../conformance/goldens/looks");
const sampleStep = 4;
const sampleRadius = 2;
const nearLevels = 8;
/** How long a picture may take to become like Flet's after all has come to rest: an answer to a call may still be on its way. */
const patienceMs = 2_000;

// Text, as this program has no types of the browser: boxes of what is drawn by fonts, with their edges.
const readInk = `[...document.querySelectorAll("#flotilla *")].flatMap((element) => {
  if (element.closest("[hidden]") || element.closest("legend")) return [];
  if (element.matches("input, textarea, .fl-icon, svg")) return [element.getBoundingClientRect()];
  return [...element.childNodes].filter((node) => node.nodeType === 3).flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  });
}).map(({ x, y, width, height }) => [x, y, width, height])`;

// Resolves when what moves by itself has come to its end and is drawn.
const atRest = `(async () => {
  const moving = () => document.getAnimations()
    .filter((one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity);
  do {
    await Promise.all(moving().map((one) => one.finished.catch(() => undefined)));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  } while (moving().length > 0);
})()`;

/** All pictures by name. */
export function readLooks(): Readonly<Record<string, Look>> {
  return JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as Record<string, Look>;
}

/** Draws a picture's tree and compares, once nothing moves any more. */
export async function compareLook(
  harness: ClientHarness,
  name: string,
  look: Look,
  keep?: (ours: Buffer, theirs: Buffer) => void,
): Promise<LookResult> {
  const { page } = harness;
  const [width, height] = look.viewport;
  await page.mouse.move(width - 1, Math.min(60, height - 1)); // away from bars and controls
  await page.setViewportSize({ width, height });
  const id = await draw(harness, look);
  await page.evaluate("document.fonts.ready");
  await act(harness, look);
  const [x, y, w, h] = look.crop;
  const theirs = readFileSync(join(folder, look.png));
  const wanted = new Pixels(theirs);
  for (const deadline = performance.now() + patienceMs; ; ) {
    await page.evaluate(atRest);
    const box = (await harness.boxes())[id];
    const ink = (await page.evaluate(readInk)) as Box[];
    const ours = await page.screenshot({ clip: { x, y, width: w, height: h }, caret: "hide" });
    const compared = compare(new Pixels(ours), wanted, look.crop, ink);
    const result = { name, boxError: boxError(look.box, box), ...compared };
    if (!isLike(result) && performance.now() < deadline) continue;
    if (look.state === "press") await page.mouse.up();
    keep?.(ours, theirs);
    return result;
  }
}

async function draw(harness: ClientHarness, look: Look): Promise<number> {
  const tree = harness.numbered(decoded(look.tree)) as WireControl;
  harness.patch(5, [[0], [0, 0, "controls", []]]);
  const behind = { _c: "Text", value: "Behind" };
  const edges = (all: number) => ({ left: all, top: all, right: all, bottom: all });
  if (look.kind === "view") {
    const { controls = [], ...view } = tree;
    await harness.show(controls as WireControl[], { padding: edges(10), spacing: 0, ...view });
    return 0;
  }
  if (look.kind === "dialog") {
    await harness.show([behind], { padding: edges(10) });
    harness.patch(5, [[0], [0, 0, "controls", [tree]]]);
    await harness.settle();
    return 0;
  }
  const slot =
    look.slotWidth === undefined
      ? tree
      : harness.numbered({ _c: "Container", width: look.slotWidth, content: tree });
  await harness.show([slot], { padding: edges(16) });
  return tree._i ?? 0;
}

async function act(harness: ClientHarness, look: Look): Promise<void> {
  const { page } = harness;
  if (look.invoke !== undefined) {
    const view = await page.evaluate(`document.querySelector(".fl-view").dataset.id`);
    await harness.invoke(Number(view), look.invoke);
  }
  if (look.wheel !== undefined) {
    await page.mouse.move(look.viewport[0] / 2, look.viewport[1] - 20);
    await page.mouse.wheel(0, look.wheel);
  }
  if (!look.box) return;
  const [x, y, width, height] = look.box;
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  switch (look.state) {
    case "hover":
      return page.mouse.move(middleX, middleY);
    case "hoverStart":
      return page.mouse.move(x + 10, y + 10);
    case "focus":
      return page.keyboard.press("Tab");
    case "press":
      await page.mouse.move(middleX, middleY);
      return page.mouse.down();
    case "click":
      return page.mouse.click(middleX, middleY);
    case "clickStart":
      return page.mouse.click(x + 20, middleY);
    default:
      return undefined;
  }
}

/** JSON notation of what JSON has not. */
function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== "object" || value === null) return value;
  if ("$ext" in value) {
    const [code, text] = value.$ext as [number, string];
    return new Extension(code, text);
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, decoded(entry)]));
}

function boxError(wanted: Box | undefined, found: Box | undefined): number | undefined {
  if (!wanted) return undefined;
  if (!found) return Number.POSITIVE_INFINITY;
  return Math.max(...wanted.map((edge, index) => Math.abs(edge - (found[index] ?? 0))));
}

function compare(
  ours: Pixels,
  theirs: Pixels,
  [left, top]: Box,
  ink: readonly Box[],
): Omit<LookResult, "name" | "boxError"> {
  const { width, height } = theirs;
  const masked = new Uint8Array(width * height);
  for (const [x, y, w, h] of ink) {
    for (
      let row = Math.max(0, Math.floor(y - top - 2));
      row < Math.min(height, y - top + h + 2);
      row++
    ) {
      const from = Math.max(0, Math.floor(x - left - 3));
      const to = Math.min(width, Math.ceil(x - left + w + 3));
      if (to > from) masked.fill(1, row * width + from, row * width + to);
    }
  }
  let [compared, near, inside, nearInside, sampled, right, exact] = [0, 0, 0, 0, 0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (masked[y * width + x]) continue;
      compared += 1;
      const difference = theirs.distance(ours, x, y);
      if (difference <= nearLevels) near += 1;
      if (theirs.isEven(x, y, 1, nearLevels)) {
        inside += 1;
        if (difference <= nearLevels) nearInside += 1;
      }
      if (x % sampleStep || y % sampleStep || !theirs.isEven(x, y, sampleRadius, 0)) continue;
      sampled += 1;
      if (difference <= 1) right += 1;
      if (difference === 0) exact += 1;
    }
  }
  const share = (of: number, part: number): number => (of === 0 ? 1 : part / of);
  return {
    fills: share(sampled, right),
    exact: share(sampled, exact),
    pixels: share(compared, near),
    inner: share(inside, nearInside),
  };
}
