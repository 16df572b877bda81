import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { type Recording, twinsFolder } from "../../conformance/twin.ts";
import type { Visitor } from "../browser.ts";
import { acts } from "./dialogs-and-page.ts";
import { edits } from "./editing.ts";
import { gestures } from "./gesturing.ts";
import { presses } from "./pressing.ts";
import { TwinScreen } from "./twin-screen.ts";
import { keyOf, type Step, targetOf, type Way } from "./twin-step.ts";
import { type Control, findControl } from "./twin-tree.ts";

const ways: Readonly<Record<string, Way>> = { ...presses, ...edits, ...gestures, ...acts };

/** Where a browser is another device than the recorded one. */
export interface Otherwise {
  /** What no person can do there: it is left out, with what follows from it. */
  readonly undone?: Readonly<Record<number, string>>;
  /** What is answered or measured otherwise there: it is done, what it shows is not compared. */
  readonly unlike?: Readonly<Record<number, string>>;
  /** Where its user is. */
  readonly timezoneId?: string;
  /** The step from which on nothing can be done. */
  readonly end?: readonly [step: number, reason: string];
}

/**
 * Uses a twin as its recorded steps do, by role and name, with a visitor for each of its sessions. After each step the
 * pages show the recorded texts. Answers which steps were left out.
 */
export async function useTwinByName(
  name: string,
  visitors: readonly Visitor[],
  { undone = {}, unlike = {}, end: [end] = [Number.POSITIVE_INFINITY, ""] }: Otherwise = {},
): Promise<number[]> {
  const steps = await stepsOf(name);
  const recordings = (await read(name, "recorded.json")) as Recording[];
  const screen = new TwinScreen(visitors);
  const homes = visitors.map(({ page }) => page.url());
  const left: number[] = [];
  await screen.shows(recordings[0]?.trees);
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as Step;
    const at = (step.session ?? 1) - 1;
    const { page } = visitors[at] as Visitor;
    const treeAfter = (done: number) => recordings[done + 1]?.trees[at] as Control;
    if (
      index >= end ||
      index in undone ||
      !(await act(page, step, treeAfter(index - 1), homes[at] ?? ""))
    ) {
      left.push(index);
      if (index < end) await screen.forgive(recordings[index + 1]?.trees);
      continue;
    }
    const crashes = recordings[index]?.crashes[at];
    for (let next = steps[index + 1]; next; next = steps[index + 1]) {
      if (!isEcho(next, steps[index] as Step, treeAfter(index))) break;
      index += 1;
    }
    const { trees, crashes: after } = recordings[index + 1] as Recording;
    const isCrash = after[at] !== crashes;
    if (isCrash) await page.getByRole("alertdialog", { name: "Error running app" }).waitFor();
    try {
      if (index in unlike) await screen.forgive(trees);
      else await screen.shows(trees);
    } catch (error) {
      throw new Error(`step ${index}: ${JSON.stringify(step)}`, { cause: error });
    }
    if (isCrash) await reload(page);
  }
  return left;
}

/** What a visitor can do about an alert. */
async function reload(page: Page): Promise<void> {
  await page.reload();
  await page.locator("#flotilla-snapshot").waitFor({ state: "detached" });
}

/** How many sessions the steps of a twin need. */
export async function sessionsOf(name: string): Promise<number> {
  return Math.max(1, ...(await stepsOf(name)).map(({ session = 1 }) => session));
}

/** The recorded steps of a twin. */
export async function stepsOf(name: string): Promise<Step[]> {
  return (await read(name, "steps.json")) as Step[];
}

async function read(name: string, file: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`${name}/${file}`, twinsFolder), "utf8"));
}

/** Does what a person would for a step; false if there is nothing of that kind. */
async function act(page: Page, step: Step, tree: Control, home: string): Promise<boolean> {
  if (step.leave) {
    await page.goto("about:blank");
    return true;
  }
  if (step.come) {
    const { width, height } = step.come as { width: number; height: number };
    await page.setViewportSize({ width, height });
  }
  const route = step.route ?? step.come?.route;
  if (route !== undefined) {
    await page.goto(home.replace(/\/$/, String(route)));
    return true;
  }
  const target = targetOf(step);
  const way = ways[keyOf(step)];
  const control = target && findControl(tree, target);
  if (!target || !control || !way) return false;
  const drawer = page.getByRole("dialog", { name: "Navigation menu" });
  if (/Button$/.test(target.c) && (await drawer.count()) > 0) await page.keyboard.press("Escape");
  choose(page, step.answers?.pick_files);
  const data = step.event ? step.event[2] : step.update?.[1];
  return (await way({ page, tree, target, control, data })) !== false;
}

/** Chooses files when the page asks for them. */
function choose(page: Page, files: unknown): void {
  if (!Array.isArray(files)) return;
  page.once("filechooser", (chooser) => {
    const chosen = (files as { name: string; size: number }[]).map(({ name, size }) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.alloc(size),
    }));
    void chooser.setFiles(chosen);
  });
}

/** Whether a step comes by itself after the one before. */
function isEcho(step: Step, before: Step, tree: Control): boolean {
  const target = targetOf(step);
  if (!target) return false;
  const type = targetOf(before)?.c ?? "";
  const name = step.event?.[1];
  if (step.update) {
    const isClosing = step.update[1].open === false || step.update[1]._dismissed === true;
    return (
      isClosing &&
      (findControl(tree, target)?.open === false ||
        (/Picker$/.test(type) && type === target.c) ||
        type.startsWith("SnackBar"))
    );
  }
  if (name === "blur" && before.event?.[1] === "submit") return true;
  if (name === "dismiss" && (before.update?.[1].open === false || /Picker$/.test(type)))
    return true;
  if ((name === "dismiss" && before.event?.[1] === "confirm_dismiss") || name === "drag_complete")
    return true;
  return (
    before.update !== undefined &&
    (type === target.c || type === "ExpansionPanel") &&
    name !== "submit" &&
    name !== "change_end"
  );
}
