import type { CSSProperties } from "preact";
import type { ControlMap } from "../view/control-map.ts";
import { loadChunk } from "../view/load-chunk.ts";

/** What the chunk of effects offers. */
interface EffectsModule {
  effects(node: ControlMap): CSSProperties;
  animationName(node: ControlMap, property: string): string | undefined;
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

/** Transforms and animations, whose code comes when the first control has one; until then it is not seen. */
export class LazyEffects {
  readonly #onLoaded: () => void;
  #module: EffectsModule | undefined;
  #loading = false;

  constructor(onLoaded: () => void) {
    this.#onLoaded = onLoaded;
  }

  styleOf(node: ControlMap): CSSProperties {
    if (!names.some((name) => node[name])) return none;
    if (this.#module) return this.#module.effects(node);
    void this.#load();
    return hidden;
  }

  animationName(node: ControlMap, property: string): string | undefined {
    return this.#module?.animationName(node, property);
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    this.#module = await loadChunk(() => import("./effects.ts"));
    this.#onLoaded();
  }
}
