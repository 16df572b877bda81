import type { WireControl } from "./client-harness.ts";
import { SharedPage } from "./shared-page.ts";

/** A shared page on which controls stand one below the other, and what tests of them ask. */
export class ControlPage extends SharedPage {
  constructor() {
    super({ viewport: { width: 480, height: 640 } });
  }

  /** Draws controls. */
  readonly show = (...controls: readonly WireControl[]): Promise<void> =>
    this.harness.show(controls, {
      padding: { left: 16, top: 16, right: 16, bottom: 16 },
      spacing: 8,
    });

  readonly set = (id: number, property: string, value: unknown): void =>
    this.harness.patch(id, [[0], [0, 0, property, value]]);

  /** The text of what has the focus. */
  readonly focused = (): Promise<unknown> =>
    this.harness.page.evaluate("document.activeElement.textContent");

  /** The text that describes what has the focus. */
  readonly description = (): Promise<unknown> =>
    this.harness.page.evaluate(
      'document.getElementById(document.activeElement.getAttribute("aria-describedby"))?.textContent',
    );

  /** What the app was told in this test. */
  readonly sent = () => ({
    updates: this.harness.updates.filter(({ id }) => id > 1).map(({ id, props }) => [id, props]),
    events: this.harness.events.map(({ target, name, data }) => [target, name, data ?? null]),
  });
}
