import type { CSSProperties } from "preact";
import type { InstanceStyles } from "./instance-styles.ts";
import { isOwnImage } from "./own-image.ts";

/** What the renderer is about to write: Preact's element, its properties open to change. */
export interface Element {
  type: unknown;
  props: Record<string, unknown>;
}

const tags = new Set(
  `a article aside b bdi blockquote br button caption circle code col colgroup dd defs del dialog div dl dt
  ellipse em fieldset figure footer g h1 h2 h3 h4 h5 h6 header hr i img input ins label legend li line main mark
  meter nav ol option output p path polygon polyline pre progress rect s section select small span strong sub
  sup svg table tbody td textarea tfoot th thead tr u ul`.split(/\s+/),
);

/** Attributes that change how an element looks; what names, links, submits or listens is not among them. */
const attributes = new Set(
  `alt aria-current aria-disabled aria-expanded aria-pressed aria-selected checked cols colspan cx cy d
  dir disabled fill height hidden lang max min multiple open placeholder points popover r rows rowspan rx ry
  selected stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-width step tabindex value viewBox
  width x x1 x2 y y1 y2`.split(/\s+/),
);

const inputTypes = new Set(["text", "checkbox", "radio", "range", "number", "search"]);

/** Makes elements ones that show and do nothing: tags and attributes from short lists, styles as classes. */
export class SafeElements {
  readonly #styles: InstanceStyles;
  readonly #maxCount: number;
  readonly #classes = new Set<string>();
  readonly #groups = new Map<unknown, string>();
  #count = 0;

  constructor(styles: InstanceStyles, maxCount: number) {
    this.#styles = styles;
    this.#maxCount = maxCount;
  }

  /** Classes that some element has. */
  get classes(): ReadonlySet<string> {
    return this.#classes;
  }

  /** Changes an element before it is written; components stay as they are. */
  tame(element: Element): void {
    const { type, props } = element;
    if (typeof type !== "string") return;
    this.#count += 1;
    if (this.#count > this.#maxCount) throw new Error(`more than ${this.#maxCount} elements`);
    const kept: Record<string, unknown> = {};
    const classes = this.#classesOf(props);
    if (classes !== "") kept.class = classes;
    if (!tags.has(type)) {
      element.type = "div"; // keeps its place
      element.props = kept;
      return;
    }
    for (const [name, value] of Object.entries(props)) {
      if (!attributes.has(name)) continue;
      if (isPlain(value)) kept[name] = value;
      else if (value === false && name.startsWith("aria-")) kept[name] = "false";
    }
    if (type === "input") tameInput(props, kept);
    if (kept.type === "radio") kept.name = this.#groupOf(props.name);
    if (type === "img" && typeof props.src === "string" && isOwnImage(props.src)) {
      kept.src = props.src;
      kept.decoding = "async";
    }
    if (props.children !== undefined) kept.children = props.children;
    element.props = kept;
  }

  /** Which radio buttons belong together shows: one of them is on. */
  #groupOf(name: unknown): string {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const group = `fg${this.#groups.size}`;
    this.#groups.set(name, group);
    return group;
  }

  #classesOf({ class: own, style }: Record<string, unknown>): string {
    const names = typeof own === "string" ? own.split(/\s+/).filter((name) => isName(name)) : [];
    const instance =
      typeof style === "object" && style !== null
        ? this.#styles.classOf(style as CSSProperties)
        : "";
    if (instance !== "") names.push(instance);
    for (const name of names) this.#classes.add(name);
    return names.join(" ");
  }
}

function tameInput(props: Record<string, unknown>, kept: Record<string, unknown>): void {
  const type = String(props.type ?? "text");
  kept.type = type === "password" || inputTypes.has(type) ? type : "text";
  if (type === "password") delete kept.value;
  kept.autocomplete = "off"; // else browsers put back what stood in the field of an earlier page
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || value === true;
}

function isName(text: string): boolean {
  return /^[A-Za-z][\w-]*$/.test(text);
}
