import type { MethodTable } from "../session/method-table.ts";
import type { UiStore } from "../store/ui-store.ts";
import { controlOf, controlsOf } from "../view/children.tsx";
import { loadChunk } from "../view/load-chunk.ts";
import type { ServiceHost } from "./service.ts";

/** What services need of the client. */
export interface ServiceParts {
  readonly store: UiStore;
  readonly methods: MethodTable;
  readonly host: ServiceHost;
}

/** The page's services, whose code comes with the first that the app has. */
export class LazyServices {
  readonly #parts: ServiceParts;
  #isLoading = false;
  #unobserve: (() => void) | undefined;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#unobserve = this.#parts.store.observe(() => {
      const registry = controlOf(this.#parts.store.tree.page._services);
      if (!this.#isLoading && controlsOf(registry?._services).length > 0) void this.#load();
    });
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    const { ServiceBindings } = await loadChunk(() => import("./service-bindings.ts"));
    this.#unobserve?.();
    new ServiceBindings(this.#parts).start();
  }
}
