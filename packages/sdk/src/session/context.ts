import { currentScope } from "../core/scope.ts";
import type { Page } from "../page/page.ts";

/** `ft.context`: what runs now. */
class Context {
  #autoUpdate = true;

  /** The page of the running handler; throws outside of one. */
  get page(): Page {
    const scope = currentScope();
    if (scope === undefined) {
      throw new Error("ft.context.page is known only while main, a handler or a task runs");
    }
    return scope.session.page;
  }

  /** Lets the page update itself after the running handler; before `ft.run`: after every handler of the app. */
  enableAutoUpdate(): void {
    this.#set(true);
  }

  /** The running handler updates by itself; before `ft.run`: every handler of the app does. */
  disableAutoUpdate(): void {
    this.#set(false);
  }

  /** Whether the page updates itself after the running handler. */
  autoUpdateEnabled(): boolean {
    return currentScope()?.autoUpdate ?? this.#autoUpdate;
  }

  #set(isEnabled: boolean): void {
    const scope = currentScope();
    if (scope === undefined) this.#autoUpdate = isEnabled;
    else scope.autoUpdate = isEnabled;
  }
}

export const context: Context = new Context();
