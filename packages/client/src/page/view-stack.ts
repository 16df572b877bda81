import { controlsOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";

const patienceMs = 5 * 60_000;

interface Init {
  readonly page: () => ControlMap;
  readonly trigger: (node: ControlMap, event: string, data?: unknown, always?: "always") => void;
  readonly redraw: (node: ControlMap) => void;
}

/** Which views the visitor sees: a view that was left is hidden at once, the app removes it later. */
export class ViewStack {
  readonly #init: Init;
  readonly #popped = new Set<number>();
  readonly #asked = new Map<number, (shouldPop: boolean) => void>();

  constructor(init: Init) {
    this.#init = init;
  }

  get #views(): readonly ControlMap[] {
    return controlsOf(this.#init.page().views).filter(({ _i }) => !this.#popped.has(_i));
  }

  isPopped(view: ControlMap): boolean {
    return this.#popped.has(view._i);
  }

  canGoBack(): boolean {
    return this.#views.length > 1;
  }

  /** Leaves the top view, after asking the app if it wants to be asked. */
  async goBack(): Promise<void> {
    const top = this.#views.at(-1);
    if (!top || this.#views.length < 2) return;
    if (top.can_pop === false) {
      if (top.on_confirm_pop !== true || this.#asked.has(top._i)) return;
      if (!(await this.#confirm(top))) return;
      if (!this.#views.some(({ _i }) => _i === top._i)) return; // the app has removed it itself
    }
    this.#popped.add(top._i);
    this.#init.redraw(this.#init.page());
    this.#init.trigger(this.#init.page(), "view_pop", { route: top.route ?? "/" }, "always");
  }

  /** The app's answer to the question whether a view may be left. */
  confirmPop(view: ControlMap, shouldPop: boolean): void {
    this.#asked.get(view._i)?.(shouldPop);
  }

  /** Forgets views that the app has removed. */
  forget(removed: ReadonlySet<number>): void {
    for (const id of removed) {
      this.#popped.delete(id);
      this.#asked.get(id)?.(false);
    }
  }

  #confirm(view: ControlMap): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), patienceMs);
    this.#asked.set(view._i, resolve);
    this.#init.trigger(view, "confirm_pop");
    return promise.finally(() => {
      clearTimeout(timer);
      this.#asked.delete(view._i);
    });
  }
}
