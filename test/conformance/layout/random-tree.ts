import type { TreeNode } from "./laid-out.ts";

/** Random numbers that are the same for the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed * 2_654_435_761 + 1;
  }

  /** A number from 0 up to, not including, 1. */
  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.roll() < probability;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.roll() * (most - least + 1));
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.roll() * items.length)] ?? items[0];
  }
}

/** Texts of the trees, each measured once before. */
export const texts = ["Ok", "Hello", "Settings", "Item 12", "A longer label"] as const;
export const fontSizes = [12, 14, 16, 20] as const;

const mains = ["start", "end", "center", "spaceBetween", "spaceAround", "spaceEvenly"] as const;
const crosses = ["start", "end", "center"] as const;
const points = [-1, -0.5, 0, 0.5, 1] as const;

/** Grows random trees of layout controls: what apps put together, and some of what they should not. */
export class TreeMaker {
  readonly #dice: Dice;
  #nextId: number;

  constructor(seed: number, firstId: number) {
    this.#dice = new Dice(seed);
    this.#nextId = firstId;
  }

  /** A tree of at most the given depth. */
  tree(depth: number): TreeNode {
    return this.#branch(depth, {});
  }

  #node(_c: string, properties: Readonly<Record<string, unknown>>): TreeNode {
    const node = { _c, _i: this.#nextId, ...properties };
    this.#nextId += 1;
    return node;
  }

  #child(depth: number, properties: Readonly<Record<string, unknown>>): TreeNode {
    const dice = this.#dice;
    const more: Record<string, unknown> = { ...properties };
    if (dice.chance(0.12)) more.margin = edges(dice.between(1, 12));
    if (dice.chance(0.06)) more.align = this.#point();
    return depth > 0 && dice.chance(0.45) ? this.#branch(depth - 1, more) : this.#leaf(more);
  }

  #leaf(properties: Readonly<Record<string, unknown>>): TreeNode {
    const dice = this.#dice;
    if (dice.chance(0.15)) {
      return this.#node("Text", {
        value: dice.pick(texts),
        size: dice.pick(fontSizes),
        ...properties,
      });
    }
    return this.#node("Container", {
      width: dice.between(8, 60),
      height: dice.between(8, 40),
      ...properties,
    });
  }

  #branch(depth: number, properties: Readonly<Record<string, unknown>>): TreeNode {
    const dice = this.#dice;
    const kind = dice.roll();
    if (kind < 0.3) return this.#line("Row", depth, properties);
    if (kind < 0.6) return this.#line("Column", depth, properties);
    if (kind < 0.8) return this.#container(depth, properties);
    if (kind < 0.92) return this.#stack(depth, properties);
    if (kind < 0.96) return this.#list(depth, properties);
    return this.#responsiveRow(depth, properties);
  }

  #line(
    type: "Row" | "Column",
    depth: number,
    properties: Readonly<Record<string, unknown>>,
  ): TreeNode {
    const dice = this.#dice;
    const wraps = dice.chance(0.08);
    const scrolls = !wraps && dice.chance(0.08);
    const cross = type === "Row" ? "vertical_alignment" : "horizontal_alignment";
    const own: Record<string, unknown> = {
      spacing: dice.pick([0, 4, 10]),
      alignment: dice.pick(mains),
      [cross]: !wraps && dice.chance(0.12) ? "stretch" : dice.pick(crosses),
    };
    if (wraps) Object.assign(own, { wrap: true, run_spacing: dice.pick([0, 5, 10]) });
    if (scrolls) own.scroll = "auto";
    if (dice.chance(0.35)) own.tight = true;
    this.#sizes(own, 0.15);
    const controls = Array.from({ length: dice.between(1, 4) }, () => {
      const child: Record<string, unknown> = {};
      if (!wraps && !scrolls && dice.chance(0.25)) {
        child.expand = dice.pick<boolean | number>([true, 1, 2, 3]);
        if (dice.chance(0.2)) child.expand_loose = true;
      }
      return this.#child(depth, child);
    });
    return this.#node(type, { ...own, ...properties, controls });
  }

  #container(depth: number, properties: Readonly<Record<string, unknown>>): TreeNode {
    const dice = this.#dice;
    const own: Record<string, unknown> = {};
    if (dice.chance(0.4)) own.padding = edges(dice.between(1, 13));
    if (dice.chance(0.35)) own.alignment = this.#point();
    this.#sizes(own, 0.3);
    return this.#node("Container", { ...own, ...properties, content: this.#child(depth, {}) });
  }

  #stack(depth: number, properties: Readonly<Record<string, unknown>>): TreeNode {
    const dice = this.#dice;
    const own: Record<string, unknown> = { clip_behavior: "none" };
    if (dice.chance(0.5)) own.alignment = this.#point();
    if (dice.chance(0.2)) own.fit = dice.pick(["expand", "passThrough"]);
    this.#sizes(own, 0.15);
    const controls = Array.from({ length: dice.between(1, 4) }, () => {
      const child: Record<string, unknown> = {};
      for (const side of ["left", "top", "right", "bottom"]) {
        if (dice.chance(0.18)) child[side] = dice.between(0, 30);
      }
      return this.#child(depth, child);
    });
    return this.#node("Stack", { ...own, ...properties, controls });
  }

  #list(depth: number, properties: Readonly<Record<string, unknown>>): TreeNode {
    const dice = this.#dice;
    const own: Record<string, unknown> = { spacing: dice.pick([0, 4, 10]) };
    if (dice.chance(0.4)) own.padding = edges(dice.between(1, 10));
    this.#sizes(own, 0.2);
    const controls = Array.from({ length: dice.between(1, 4) }, () => this.#child(depth, {}));
    return this.#node("ListView", { ...own, ...properties, controls });
  }

  #responsiveRow(depth: number, properties: Readonly<Record<string, unknown>>): TreeNode {
    const dice = this.#dice;
    const controls = Array.from({ length: dice.between(1, 5) }, () =>
      this.#child(depth, { col: dice.pick<unknown>([2, 3, 4, 6, 12, { xs: 6, md: 3 }]) }),
    );
    return this.#node("ResponsiveRow", {
      spacing: dice.pick([0, 10]),
      ...properties,
      controls,
    });
  }

  #sizes(own: Record<string, unknown>, probability: number): void {
    if (this.#dice.chance(probability)) own.width = this.#dice.between(40, 200);
    if (this.#dice.chance(probability)) own.height = this.#dice.between(30, 150);
  }

  #point(): { x: number; y: number } {
    return { x: this.#dice.pick(points), y: this.#dice.pick(points) };
  }
}

function edges(size: number) {
  return { left: size, top: size, right: size, bottom: size };
}
