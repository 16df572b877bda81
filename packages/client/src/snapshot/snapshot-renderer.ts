import type { ControlTree } from "@flotilla/tree";
import type { CSSProperties } from "preact";
import { effects } from "../layout/effects.ts";
import { fillOf } from "../layout/fill.ts";
import type { PageTheme } from "../theme/page-theme.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ControlView, Fill, Offers, Registry } from "../view/registry.ts";
import type { Renderer } from "../view/renderer.ts";

const nothing = (): void => undefined;

/** Source names of chunks that come with no control. */
const effectsChunk = "layout/effects.ts";
const colorsChunk = "theme/theme-colors.ts";

interface Init {
  readonly tree: ControlTree;
  readonly registry: Registry;
  readonly theme: PageTheme;
  readonly width: number;
  /** A control's component begins (or, with undefined, has ended) to run. */
  readonly onDraw: (node: ControlMap | undefined) => void;
}

/** Draws controls once, with all the code that they need at hand. */
export class SnapshotRenderer implements Renderer {
  readonly #init: Init;
  readonly #views = new Map<string, ControlView>();
  readonly #chunks = new Set<string>();
  readonly #styles = new Set<string>();

  constructor(init: Init) {
    this.#init = init;
  }

  /** Loads the code of these types. */
  async prepare(types: Iterable<string>): Promise<void> {
    for (const type of types) {
      const entry = this.#init.registry[type];
      if (entry === undefined || "view" in entry) continue;
      const module = await entry.load();
      if (typeof module.chunkName === "string") this.#chunks.add(module.chunkName);
      if (typeof module.styles === "string") this.#styles.add(module.styles);
      for (const [name, view] of Object.entries(module)) {
        if (typeof view === "function") this.#views.set(name, view as ControlView);
      }
    }
  }

  /** Source names of the chunks that the client will need for what was drawn, in the given style of the page. */
  chunksFor(page: Readonly<Record<string, unknown>>): readonly string[] {
    if (hasColors(page)) this.#chunks.add(colorsChunk);
    return [...this.#chunks];
  }

  /** The style sheets of these chunks. */
  get styles(): readonly string[] {
    return [...this.#styles];
  }

  get(id: number): ControlMap | undefined {
    return this.#init.tree.get(id);
  }

  subscribe(): () => void {
    return nothing;
  }

  view(type: string): ControlView | undefined {
    const entry = this.#init.registry[type];
    const view = entry && "view" in entry ? entry.view : this.#views.get(type);
    if (view === undefined) return undefined;
    return (props) => {
      this.#init.onDraw(props.node);
      try {
        return view(props);
      } finally {
        this.#init.onDraw(undefined);
      }
    };
  }

  fill(node: ControlMap, offers: Offers): Fill {
    const { registry, width } = this.#init;
    return fillOf(node, offers, (type) => registry[type]?.fill, { width });
  }

  effectsOf(node: ControlMap): CSSProperties {
    const style = effects(node);
    if (Object.keys(style).length > 0) this.#chunks.add(effectsChunk);
    return style;
  }

  awaitsEffects(): boolean {
    return false;
  }

  themeOf(node: ControlMap): CSSProperties {
    const style = this.#init.theme.styleOf(node);
    if (hasColors(style)) this.#chunks.add(colorsChunk);
    return style;
  }

  retry(): void {}
  drawn(): void {}
  addElement(): void {}
  dropElement(): void {}
}

function hasColors(style: object): boolean {
  return Object.keys(style).some((name) => name.startsWith("--md-sys-color-"));
}
