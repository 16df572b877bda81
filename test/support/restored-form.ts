import type { ClientHarness, WireControl } from "./client-harness.ts";

/** The page of an app, as it is built by each of its runs. */
export function pageOf(...controls: WireControl[]): Record<string, unknown> {
  return { views: [{ _c: "View", route: "/", controls }] };
}

export const form = (...more: WireControl[]): Record<string, unknown> =>
  pageOf(
    { _c: "TextField", label: "Name", on_change: true },
    { _c: "TextField", label: "Notes", multiline: true },
    { _c: "Checkbox", label: "Agree", on_change: true },
    { _c: "FilledButton", content: "Send", on_click: true },
    ...more,
  );

/** Marks an element, so that a test can tell later whether it is still the same one. */
export async function mark(harness: ClientHarness, label: string): Promise<() => Promise<boolean>> {
  const field = harness.page.getByLabel(label);
  await field.evaluate((element) => void Object.assign(element, { marked: true }));
  return () => field.evaluate((element) => "marked" in element);
}

/** Label of the focused element, and its selection. */
export function focused(harness: ClientHarness): Promise<readonly unknown[]> {
  return harness.page.evaluate(`(() => {
    const { activeElement: at } = document;
    return [at.labels?.[0]?.textContent ?? at.tagName, at.selectionStart, at.selectionEnd];
  })()`);
}

export function clicks(harness: ClientHarness): number {
  return harness.events.filter(({ name }) => name === "click").length;
}
