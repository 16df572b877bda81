import type { CSSProperties } from "preact";
import { fillOf } from "../layout/fill.ts";
import type { LazyEffects } from "../layout/lazy-effects.ts";
import type { Subscriber, UiStore } from "../store/ui-store.ts";
import type { PageTheme } from "../theme/page-theme.ts";
import { numberOf } from "../values/scalars.ts";
import type { ChunkStyles } from "./chunk-styles.ts";
import type { ControlMap } from "./control-map.ts";
import type { FrameEvents } from "./frame-events.ts";
import { loadChunk } from "./load-chunk.ts";
import type { ControlView, Fill, Offers, Registry } from "./registry.ts";
import type { Renderer } from "./renderer.ts";

/** How often a chunk is asked for before the visitor is. */
const triesUnasked = 3;

interface Parts {
  readonly store: UiStore;
  readonly registry: Registry;
  readonly styles: ChunkStyles;
  readonly theme: PageTheme;
  /** Undefined as long as the code for them has not come. */
  readonly events: () => FrameEvents | undefined;
  readonly effects: LazyEffects;
  /** Loads the page anew: what a chunk needs may be gone since the page was loaded. */
  readonly reload: () => void;
}

/** Finds components by wire type, loading chunks on first use, and remembers which element is whose. */
export class ControlRenderer implements Renderer {
  readonly #store: UiStore;
  readonly #registry: Registry;
  readonly #styles: ChunkStyles;
  readonly #theme: PageTheme;
  readonly #events: () => FrameEvents | undefined;
  readonly #effects: LazyEffects;
  readonly #reload: () => void;
  readonly #elements = new Map<number, HTMLElement>();
  readonly #loaded = new Map<string, ControlView>();
  readonly #loading = new Set<string>();
  readonly #failed = new Set<string>();
  #isRetrying = false;
  readonly #rules = (type: string) => this.#registry[type]?.fill;

  constructor({ store, registry, styles, theme, events, effects, reload }: Parts) {
    this.#store = store;
    this.#registry = registry;
    this.#styles = styles;
    this.#theme = theme;
    this.#events = events;
    this.#effects = effects;
    this.#reload = reload;
  }

  get(id: number): ControlMap | undefined {
    return this.#store.tree.get(id);
  }

  subscribe(id: number, subscriber: Subscriber): () => void {
    return this.#store.subscribe(id, subscriber);
  }

  view(type: string): ControlView | "loading" | "failed" | undefined {
    const entry = this.#registry[type];
    if (!entry) return undefined;
    if ("view" in entry) return entry.view;
    const loaded = this.#loaded.get(type);
    if (loaded) return loaded;
    if (this.#failed.has(type)) return "failed";
    if (!this.#loading.has(type)) {
      this.#loading.add(type);
      void this.#load(type, entry.load);
    }
    return "loading";
  }

  retry(): void {
    this.#isRetrying = true;
    const failed = [...this.#failed];
    this.#failed.clear();
    for (const type of failed) this.#store.touchType(type);
  }

  fill(node: ControlMap, offers: Offers): Fill {
    const width = numberOf(this.#store.tree.page.width) ?? 0;
    return fillOf(node, offers, this.#rules, { width });
  }

  effectsOf(node: ControlMap): CSSProperties {
    return this.#effects.styleOf(node);
  }

  awaitsEffects(node: ControlMap): boolean {
    return this.#effects.isMissedBy(node);
  }

  themeOf(node: ControlMap): CSSProperties {
    return this.#theme.styleOf(node);
  }

  drawn(node: ControlMap, element: HTMLElement): void {
    this.#events()?.drawn(node, element);
  }

  addElement(id: number, element: HTMLElement): void {
    this.#elements.set(id, element);
  }

  dropElement(id: number, element: HTMLElement): void {
    this.#events()?.dropped(element);
    if (this.#elements.get(id) === element) this.#elements.delete(id);
  }

  elementOf(id: number): HTMLElement | undefined {
    return this.#elements.get(id);
  }

  async #load(type: string, load: () => Promise<Readonly<Record<string, unknown>>>): Promise<void> {
    try {
      const module = await loadChunk(load, this.#isRetrying ? 1 : triesUnasked);
      this.#styles.apply(module.styles);
      // All views of the chunk are there now, so that what is inside of the control is drawn with it.
      for (const [name, view] of Object.entries(module)) {
        if (typeof view === "function") this.#loaded.set(name, view as ControlView);
      }
    } catch {
      this.#failed.add(type);
      if (this.#isRetrying) this.#reload();
    }
    this.#loading.delete(type);
    this.#store.touchType(type);
  }
}
