import type { Changes } from "@flotilla/tree";
import type { MethodTable } from "../session/method-table.ts";
import type { UiStore } from "../store/ui-store.ts";
import { controlOf, controlsOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { loadChunk } from "../view/load-chunk.ts";
import type { ServiceParts } from "./lazy-services.ts";
import { serviceLoaders } from "./loaders.ts";
import type { ServiceBinding, ServiceHost } from "./service.ts";

interface Bound {
  readonly type: string;
  binding: ServiceBinding | undefined;
  removeMethods: (() => void) | undefined;
}

/** Keeps one binding for each service that the page lists. */
export class ServiceBindings {
  readonly #store: UiStore;
  readonly #methods: MethodTable;
  readonly #host: ServiceHost;
  readonly #bound = new Map<number, Bound>();

  constructor(init: ServiceParts) {
    this.#store = init.store;
    this.#methods = init.methods;
    this.#host = init.host;
  }

  start(): void {
    this.#store.observe((changes) => this.#follow(changes));
    this.#list();
  }

  #follow(changes: Changes): void {
    for (const id of changes.changed.keys()) this.#bound.get(id)?.binding?.changed?.();
    const registry = controlOf(this.#store.tree.page._services);
    const { added, removed, changed } = changes;
    if (registry && (added.size > 0 || removed.size > 0 || changed.has(registry._i))) this.#list();
  }

  #list(): void {
    const registry = controlOf(this.#store.tree.page._services);
    if (!registry) return;
    const listed = new Map(controlsOf(registry._services).map((service) => [service._i, service]));
    for (const [id, { type }] of [...this.#bound]) {
      if (listed.get(id)?._c !== type) this.#release(id);
    }
    for (const service of listed.values()) {
      if (!this.#bound.has(service._i)) void this.#bind(service);
    }
  }

  async #bind(service: ControlMap): Promise<void> {
    const bound: Bound = { type: service._c, binding: undefined, removeMethods: undefined };
    this.#bound.set(service._i, bound);
    const load = serviceLoaders[service._c];
    if (!load) {
      bound.removeMethods = this.#methods.refuse(
        service._i,
        `${service._c} is not available in a browser`,
      );
      return;
    }
    const module = await loadChunk(load);
    if (this.#bound.get(service._i) !== bound) return; // released while its chunk was loading
    bound.binding = module.bind(service, this.#host);
    bound.removeMethods = this.#methods.add(service._i, bound.binding.methods);
  }

  #release(id: number): void {
    const bound = this.#bound.get(id);
    this.#bound.delete(id);
    bound?.removeMethods?.();
    bound?.binding?.dispose?.();
  }
}
