import { type BaseControl, defineControl, sessionOf } from "../core/base-control.ts";
import { toWire } from "../core/serialize.ts";
import type { ControlSpec, PropertySpec } from "../core/spec.ts";
import type { DurationValue } from "../generated/aliases.ts";
import { AdaptiveControl, type DialogControl } from "../generated/base.ts";
import type { View } from "../generated/core.ts";
import { type BasePageFields, basePageSpec } from "../generated/page.ts";
import { Dialogs, Overlay } from "./slots.ts";
import { viewOf, viewsOf } from "./views.ts";

/** Properties of a page that are those of its first view. */
const forwarded = [
  "controls",
  "appbar",
  "bottomAppbar",
  "navigationBar",
  "drawer",
  "endDrawer",
  "decoration",
  "foregroundDecoration",
  "floatingActionButton",
  "floatingActionButtonLocation",
  "horizontalAlignment",
  "verticalAlignment",
  "spacing",
  "padding",
  "bgcolor",
  "scroll",
  "autoScroll",
  "services",
] as const satisfies readonly (keyof View)[];

type Forwarded = Pick<View, (typeof forwarded)[number]>;

export interface BasePage extends BasePageFields, Forwarded {}

/** What a page and a view of a multi-view app have in common: views, dialogs, overlay, theme. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the table below installs what the interface declares
export abstract class BasePage extends AdaptiveControl {
  declare _overlay: Overlay;
  declare _dialogs: Dialogs;

  /** Sends what changed on the page, or only in the given controls, one message for each. */
  override update(...controls: BaseControl[]): void {
    sessionOf(this).update(controls.length === 0 ? [this] : controls);
  }

  /** Adds controls at the end of the first view and updates. */
  add(...controls: BaseControl[]): void {
    this.#content.push(...controls);
    this.update();
  }

  /** Inserts controls into the first view and updates. */
  insert(at: number, ...controls: BaseControl[]): void {
    this.#content.splice(at, 0, ...controls);
    this.update();
  }

  /** Removes controls from the first view and updates. */
  remove(...controls: BaseControl[]): void {
    const content = this.#content;
    for (const control of controls) {
      const at = content.indexOf(control);
      if (at < 0) throw new Error(`${control.constructor.name} is not on the page`);
      content.splice(at, 1);
    }
    this.update();
  }

  /** Removes the control at a position of the first view and updates; throws if there is none. */
  removeAt(index: number): void {
    const content = this.#content;
    if (content.at(index) === undefined) {
      throw new RangeError(`removeAt(${index}): the page has ${content.length} controls`);
    }
    content.splice(index, 1);
    this.update();
  }

  /** Removes all controls of the first view and updates. */
  clean(): void {
    this.#content.length = 0;
    this.update();
  }

  /** Scrolls the first view. */
  scrollTo(...args: Parameters<View["scrollTo"]>): Promise<void> {
    return this.#rootView.scrollTo(...args);
  }

  /** Shows a dialog, sheet, picker, snack bar or banner; throws if it is still open. */
  showDialog(dialog: DialogControl): void {
    this._dialogs.show(dialog);
  }

  /** Closes the dialog that was opened last, and returns it; null if none is open. */
  popDialog(): DialogControl | null {
    return this._dialogs.pop();
  }

  /** Slides the drawer of the view on top in. */
  showDrawer(): Promise<void> {
    return this.#topView.showDrawer();
  }

  closeDrawer(): Promise<void> {
    return this.#topView.closeDrawer();
  }

  /** Slides the end drawer of the view on top in. */
  showEndDrawer(): Promise<void> {
    return this.#topView.showEndDrawer();
  }

  closeEndDrawer(): Promise<void> {
    return this.#topView.closeEndDrawer();
  }

  /** A PNG of the page; needs `enableScreenshots`. */
  async takeScreenshot(
    options: { readonly pixelRatio?: number; readonly delay?: DurationValue } = {},
  ): Promise<Uint8Array> {
    const { pixelRatio = null, delay = null } = options;
    const args = { pixel_ratio: pixelRatio, delay: toWire(delay) };
    return (await this.invokeMethod("take_screenshot", args)) as Uint8Array;
  }

  /** PNGs of the page, taken after the given delays; needs `enableScreenshots`. */
  async takeAnimation(
    name: string,
    frameDelaysMs: readonly number[],
    options: { readonly pixelRatio?: number } = {},
  ): Promise<Uint8Array[]> {
    const { pixelRatio = null } = options;
    const args = { name, frame_delays_ms: frameDelaysMs, pixel_ratio: pixelRatio };
    return (await this.invokeMethod("take_animation", args)) as Uint8Array[];
  }

  /** Controls that float above the views; may be placed with `left`, `top`, `right`, `bottom`. */
  get overlay(): BaseControl[] {
    return this._overlay.controls;
  }

  /** The list behind `controls`. */
  get #content(): BaseControl[] {
    const { controls } = this;
    if (Array.isArray(controls)) return controls;
    throw new Error(
      "the page's content was rendered by a component: change what the component returns instead",
    );
  }

  get #rootView(): View {
    return viewOf(viewsOf(this.views).at(0));
  }

  /** The view on top, which has the drawers. */
  get #topView(): View {
    return viewOf(viewsOf(this.views).at(-1));
  }

  static {
    for (const name of forwarded) {
      Object.defineProperty(BasePage.prototype, name, {
        configurable: true,
        get(this: BasePage): unknown {
          return this.#rootView[name];
        },
        set(this: BasePage, value: unknown) {
          Reflect.set(this.#rootView, name, value);
        },
      });
    }
  }
}

/** A slot of the page that authors reach through methods only. */
export function hiddenSlot(name: string, factory: () => unknown): PropertySpec {
  return { name, wire: name, kind: "control", structural: true, alwaysSent: true, factory };
}

const spec: ControlSpec = {
  ...basePageSpec,
  properties: [
    ...basePageSpec.properties,
    hiddenSlot("_overlay", () => new Overlay()),
    hiddenSlot("_dialogs", () => new Dialogs()),
  ],
};
defineControl(BasePage, spec);
