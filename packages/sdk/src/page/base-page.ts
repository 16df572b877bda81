import type { BaseControl, Control } from "../core/base-control.ts";
import { defineControl, sessionOf } from "../core/base-control.ts";
import { PageBase, PageMediaData, View } from "./classes.ts";
import { type Dialog, Dialogs, Overlay } from "./slots.ts";
import { viewOf, viewsOf } from "./views.ts";

/** What a page and a view of a multi-view app have in common: views, dialogs, overlay, theme. */
export abstract class BasePage extends PageBase {
  declare views: View[];
  declare media: unknown;
  declare width: number | null;
  declare height: number | null;
  declare title: string | null;
  declare _overlay: Overlay;
  declare _dialogs: Dialogs;

  /** Sends what changed on the page, or only in the given controls, one message for each. */
  override update(...controls: BaseControl[]): void {
    sessionOf(this).update(controls.length === 0 ? [this] : controls);
  }

  /** Adds controls at the end of the first view and updates. */
  add(...controls: Control[]): void {
    this.rootView.controls.push(...controls);
    this.update();
  }

  /** Inserts controls into the first view and updates. */
  insert(at: number, ...controls: Control[]): void {
    this.rootView.controls.splice(at, 0, ...controls);
    this.update();
  }

  /** Removes controls from the first view and updates. */
  remove(...controls: Control[]): void {
    for (const control of controls) {
      const at = this.rootView.controls.indexOf(control);
      if (at < 0) throw new Error(`${control.constructor.name} is not on the page`);
      this.rootView.controls.splice(at, 1);
    }
    this.update();
  }

  /** Removes the control at a position of the first view and updates. */
  removeAt(index: number): void {
    this.rootView.controls.splice(index, 1);
    this.update();
  }

  /** Removes all controls of the first view and updates. */
  clean(): void {
    this.rootView.controls.length = 0;
    this.update();
  }

  /** Shows a dialog, sheet, picker, snack bar or banner; throws if it is still open. */
  showDialog(dialog: BaseControl): void {
    this._dialogs.show(dialog as Dialog);
  }

  /** Closes the dialog that was opened last, and returns it; null if none is open. */
  popDialog(): BaseControl | null {
    return this._dialogs.pop();
  }

  /** Controls that float above the views; may be placed with `left`, `top`, `right`, `bottom`. */
  get overlay(): BaseControl[] {
    return this._overlay.controls;
  }

  /** The first view, to which `controls`, `appbar`, `padding` and the like of the page belong. */
  protected get rootView(): View {
    return viewOf(viewsOf(this.views).at(0));
  }

  /** The view on top, which has the drawers. */
  protected get topView(): View {
    return viewOf(viewsOf(this.views).at(-1));
  }
}

/** Properties of the page that are those of its first view. */
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
] as const;

for (const name of forwarded) {
  Object.defineProperty(BasePage.prototype, name, {
    configurable: true,
    get(this: { rootView: object }): unknown {
      return Reflect.get(this.rootView, name);
    },
    set(this: { rootView: object }, value: unknown) {
      Reflect.set(this.rootView, name, value);
    },
  });
}

defineControl(BasePage, {
  type: "BasePage",
  isolated: true,
  events: [
    { field: "onResize", name: "resize" },
    { field: "onMediaChange", name: "media_change" },
  ],
  properties: [
    {
      name: "views",
      wire: "views",
      kind: "controls",
      structural: true,
      alwaysSent: true,
      factory: () => [new View()],
    },
    { name: "themeMode", wire: "theme_mode", kind: "scalar", default: "system" },
    { name: "theme", wire: "theme", kind: "value" },
    { name: "darkTheme", wire: "dark_theme", kind: "value" },
    { name: "themeAnimationStyle", wire: "theme_animation_style", kind: "value" },
    { name: "localeConfiguration", wire: "locale_configuration", kind: "value" },
    {
      name: "showSemanticsDebugger",
      wire: "show_semantics_debugger",
      kind: "scalar",
      default: false,
    },
    { name: "title", wire: "title", kind: "scalar" },
    { name: "enableScreenshots", wire: "enable_screenshots", kind: "scalar", default: false },
    {
      name: "media",
      wire: "media",
      kind: "value",
      structural: true,
      alwaysSent: true,
      factory: () => new PageMediaData(),
    },
    { name: "width", wire: "width", kind: "scalar" },
    { name: "height", wire: "height", kind: "scalar" },
    {
      name: "_overlay",
      wire: "_overlay",
      kind: "control",
      structural: true,
      alwaysSent: true,
      factory: () => new Overlay(),
    },
    {
      name: "_dialogs",
      wire: "_dialogs",
      kind: "control",
      structural: true,
      alwaysSent: true,
      factory: () => new Dialogs(),
    },
  ],
});
