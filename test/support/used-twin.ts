import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { type Recording, twinsFolder } from "../conformance/twin.ts";
import { until } from "./until.ts";

type Control = Readonly<Record<string, unknown>>;
type Wanted = Readonly<Record<string, unknown>> & { readonly c: string; readonly n?: number };

interface Step {
  readonly session?: number;
  readonly event?: readonly [target: Wanted, name: string, data?: unknown];
  readonly update?: readonly [target: Wanted, props: Control];
}

const deadlineMs = 20_000;
const buttons = [
  ...["Button", "FilledButton", "FilledTonalButton", "OutlinedButton", "TextButton"],
  ...["IconButton", "FloatingActionButton"],
];
/** Controls whose texts are on the page if they are. */
const open = [
  ...["C", "View", "Column", "Row", "Container", "Stack", "Card", "SafeArea", "ResponsiveRow"],
  ...["Button", "OutlinedButton", "TextButton", "AlertDialog"],
];

/**
 * Uses a twin as its recorded steps do, by role and name, on the pages of its sessions. After each step the
 * pages show the recorded texts. What no name leads to ends the use; answers how many steps were done.
 */
export async function useTwinByName(name: string, pages: readonly Page[]): Promise<number> {
  const read = async (file: string) =>
    JSON.parse(await readFile(new URL(`${name}/${file}`, twinsFolder), "utf8")) as unknown;
  const steps = (await read("steps.json")) as Step[];
  const recordings = (await read("recorded.json")) as Recording[];
  for (const [at, page] of pages.entries()) await compare(page, recordings[0], at);
  for (const [index, step] of steps.entries()) {
    const at = (step.session ?? 1) - 1;
    const page = pages[at];
    const before = recordings[index]?.trees[at] as Control | undefined;
    if (!page || !before || answersOf(step).length > 0) return index;
    if (!(await act(page, step, steps[index - 1], before))) return index;
    if (
      JSON.stringify(recordings[index + 1]?.crashes) !== JSON.stringify(recordings[index]?.crashes)
    )
      return index + 1; // the page says so, over everything else
    const isHalf = step.update !== undefined && steps[index + 1]?.event !== undefined;
    if (isHalf) continue; // the event of the same input comes with it
    for (const [other, shown] of pages.entries())
      await compare(shown, recordings[index + 1], other);
  }
  return steps.length;
}

/** What calls of the app would be answered with: a browser has answers of its own. */
function answersOf(step: Step): string[] {
  return Object.keys(step).filter((key) => !["session", "event", "update"].includes(key));
}

/** How many sessions the steps of a twin need. */
export async function sessionsOf(name: string): Promise<number> {
  const text = await readFile(new URL(`${name}/steps.json`, twinsFolder), "utf8");
  return Math.max(1, ...(JSON.parse(text) as Step[]).map(({ session = 1 }) => session));
}

/** Does what a person would for a step; false if there is nothing of that kind. */
async function act(
  page: Page,
  { event, update }: Step,
  last: Step | undefined,
  tree: Control,
): Promise<boolean> {
  const [wanted, name] = event ?? [];
  if (wanted && name === "click" && buttons.includes(wanted.c)) {
    const label = labelOf(find(tree, wanted));
    if (label === undefined) return false;
    const same = [...controls(tree)].filter(
      (one) => buttons.includes(String(one._c)) && labelOf(one) === label,
    );
    const button = page.getByRole("button", { name: label, exact: true });
    if (same.length !== 1 || (await button.count()) !== 1) return false;
    await button.click();
    return true;
  }
  if (name === "change" && wanted?.c === last?.update?.[0].c) return true;
  const [target, props] = update ?? [];
  const control = target && find(tree, target);
  if (!control || typeof control.label !== "string") return false;
  if (target.c === "TextField" && typeof props?.value === "string") {
    await page.getByRole("textbox", { name: control.label, exact: true }).fill(props.value);
    return true;
  }
  if (target.c !== "Checkbox" && target.c !== "Switch") return false;
  if (control.tristate === true || (control.value ?? false) === props?.value) return false;
  const role = target.c === "Checkbox" ? "checkbox" : "switch";
  await page.getByRole(role, { name: control.label, exact: true }).click();
  return true;
}

/** Waits until the page shows every text that it had when it was recorded. */
async function compare(page: Page, recording: Recording | undefined, at: number): Promise<void> {
  const tree = recording?.trees[at] as Control | undefined;
  if (!tree) return;
  const wanted = textsOf(tree);
  let missing: readonly string[] = wanted;
  await until(
    `the texts ${JSON.stringify(wanted)}`,
    async () => {
      const shown = plain(await page.locator("#flotilla").innerText());
      missing = wanted.filter((text) => !shown.includes(text));
      return missing.length === 0;
    },
    deadlineMs,
  ).catch((error: unknown) => {
    throw new Error(`not shown: ${JSON.stringify(missing)}`, { cause: error });
  });
}

function textsOf(tree: Control): string[] {
  const views = tree.views as readonly Control[];
  const dialogs = ((tree._dialogs as Control).controls ?? []) as readonly Control[];
  const roots = [views.at(-1) ?? {}, ...dialogs.filter(({ open: isOpen }) => isOpen === true)];
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    if (typeof value !== "object" || value === null) return;
    const control = value as Control;
    if (control.visible === false || control.offstage === true) return;
    if (control._c === "Text") texts.push(plain(String(control.value ?? "")));
    else if (open.includes(String(control._c)))
      for (const part of [control._b, control.controls, control.content]) walk(part);
  };
  for (const root of roots) walk(root);
  return texts.filter((text) => text !== "");
}

function find(tree: Control, { c, n = 0, ...wanted }: Wanted): Control | undefined {
  const fits = (control: Control) =>
    control._c === c &&
    Object.entries(wanted).every(
      ([key, value]) => JSON.stringify(control[key]) === JSON.stringify(value),
    );
  return [...controls(tree)].filter(fits)[n];
}

function* controls(value: unknown): Generator<Control> {
  if (typeof value !== "object" || value === null) return;
  if ("_c" in value) yield value as Control;
  for (const part of Object.values(value)) yield* controls(part);
}

function labelOf(control: Control | undefined): string | undefined {
  const content = control?.content as Control | string | undefined;
  if (typeof content === "string") return content;
  if (content?._c === "Text") return String(content.value);
  return typeof control?.tooltip === "string" ? control.tooltip : undefined;
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
