import axe from "axe-core";
import type { Page } from "playwright-core";

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What a browser leaves out as it cannot be seen it would lay out alone for each of the elements that are asked about. */
const laidOut = "* { content-visibility: visible !important }";

/** What axe finds on the page that is serious or critical, each with its element; the page must let it in. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(`Promise.all(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
    .map((one) => one.finished.catch(() => undefined)))`);
  if (!(await page.evaluate("'axe' in globalThis"))) {
    await page.evaluate(axe.source);
    await page.addStyleTag({ content: laidOut });
  }
  const found = await page.evaluate<{ violations: readonly Violation[] }>(
    // Browsers let the keyboard into a scroller by themselves if nothing in it takes the focus.
    `axe.run(document, { resultTypes: ["violations"], rules: { "scrollable-region-focusable": { enabled: false } } })`,
  );
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
