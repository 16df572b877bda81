import type { CSSProperties } from "preact";
import type { ControlMap } from "../view/control-map.ts";
import { loadChunk } from "../view/load-chunk.ts";

/** What the chunk of effects offers. */
interface EffectsModule {
  effects(node: ControlMap): CSSProperties;
  watchTransitions(
    root: HTMLElement,
    get: (id: number) => ControlMap | undefined,
    ended: (node: ControlMap, name: string) => void,
  ): void;
}

const names = [
  "rotate",
  "scale",
  "offset",
  "flip",
  "transform",
  "animate",
  "animate_opacity",
  "animate_rotation",
  "animate_scale",
  "animate_offset",
  "animate_align",
  "animate_margin",
  "animate_position",
  "animate_size",
];
const none: CSSProperties = {};
const hidden: CSSProperties = { visibility: "hidden" };

/**
 * Transforms and animations, whose code comes when the first control has one. Until then a new control is not seen and
 * one that is drawn stays as it is, so that it moves from there.
 */
export class LazyEffects {
  readonly #onLoaded: (module: EffectsModule) => void;
  #module: EffectsModule | undefined;
  #loading = false;

  constructor(onLoaded: (module: EffectsModule) => void) {
    this.#onLoaded = onLoaded;
  }

  styleOf(node: ControlMap): CSSProperties {
    if (this.isMissedBy(node)) return hidden;
    return this.#module && hasEffects(node) ? this.#module.effects(node) : none;
  }

  /** Whether the control needs the code, which has not come: it is asked for. */
  isMissedBy(node: ControlMap): boolean {
    if (this.#module || !hasEffects(node)) return false;
    void this.#load();
    return true;
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    this.#module = await loadChunk(() => import("./effects.ts"));
    this.#onLoaded(this.#module);
  }
}

function hasEffects(node: ControlMap): boolean {
  return names.some((name) => node[name]);
}
