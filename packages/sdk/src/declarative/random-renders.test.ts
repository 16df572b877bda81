import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { ShownApp } from "./testing/shown-app.ts";

/** Numbers that only the seed decides. */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed * 2654435761;
  }

  below(bound: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((this.#state >>> 8) & 0xffffff) % bound;
  }
}

type Shape =
  | { readonly type: "text" | "button"; readonly key?: string; readonly text: string }
  | { readonly type: "column" | "row" | "list"; readonly key?: string; readonly items: Shape[] }
  | { readonly type: "box" | "wrapper"; readonly key?: string; readonly item: Shape | null }
  | { readonly type: "kept"; readonly key?: never };

function randomShape(random: Random, depth: number): Shape {
  const pick = random.below(depth > 0 ? 9 : 3);
  if (pick === 8) return { type: "kept" };
  const own = random.below(3) === 0 ? { key: `k${random.below(5)}` } : {};
  const text = `t${random.below(4)}`;
  if (pick < 2) return { type: "text", ...own, text };
  if (pick === 2) return { type: "button", ...own, text };
  const items = () =>
    unique(Array.from({ length: random.below(5) }, () => randomShape(random, depth - 1)));
  if (pick === 3) return { type: "column", ...own, items: items() };
  if (pick === 4) return { type: "row", ...own, items: items() };
  if (pick === 5) return { type: "list", ...own, items: items() };
  const item = random.below(4) === 0 ? null : randomShape(random, depth - 1);
  return { type: pick === 6 ? "box" : "wrapper", ...own, item };
}

/** Siblings have different keys. */
function unique(items: Shape[]): Shape[] {
  const seen = new Set<string>();
  return items.filter(({ key }) => key === undefined || (!seen.has(key) && seen.add(key)));
}

const setters = new Set<(next: (n: number) => number) => void>();

const Stateful = ft.component(({ text }: { text: string }) => {
  const [n, setN] = ft.useState(0);
  ft.useEffect(() => {
    setters.add(setN);
    return () => setters.delete(setN);
  }, []);
  return n % 3 === 2 ? null : ft.Button(`${text} ${n}`, { onClick: () => setN(n + 1) });
}, "Stateful");

const List = ft.component(({ items }: { items: Shape[] }) => {
  ft.useState(0);
  return items.map((item) => draw(item));
}, "List");

const Wrapper = ft.component(
  ({ item }: { item: Shape | null }) => (item === null ? null : draw(item)),
  "Wrapper",
);

const MemoWrapper = ft.memo(Wrapper);

/** The controls of a shape; `kept` are objects that live from render to render, each to be used once. */
function draw(shape: Shape, kept: ft.Control[] = []): ft.Control {
  const { key } = shape;
  const own = key === undefined ? {} : { key };
  switch (shape.type) {
    case "kept":
      return kept.pop() ?? ft.Text("none");
    case "text":
      return ft.Text(shape.text, {
        ...own,
        ...(shape.text === "t1" && { size: 3, style: ft.TextStyle({ size: 4 }) }),
        ...(shape.text === "t2" && { style: ft.TextStyle({ weight: "bold" }) }),
      });
    case "button":
      return Stateful({ ...own, text: shape.text });
    case "column":
      return ft.Column(
        shape.items.map((item) => draw(item, kept)),
        { ...own, spacing: shape.items.length },
      );
    case "row":
      return ft.Row(List({ items: shape.items }), own);
    case "list":
      return ft.Column(
        [ft.Column(shape.items.map((item) => draw(item, kept))), ft.Text("after")],
        own,
      );
    case "box":
      return ft.Container(shape.item === null ? null : draw(shape.item, kept), own);
    case "wrapper":
      return ft.Container(MemoWrapper({ item: shape.item }), own);
  }
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  "after any renders the client has what the next one gets, seed %i",
  async (seed) => {
    const random = new Random(seed + 1);
    let show: (shape: Shape) => void = () => {};
    const App = ft.component(() => {
      const [shape, setShape] = ft.useState(() => randomShape(random, 3));
      const kept = ft.useMemo(
        () => [
          ft.Text("kept"),
          Stateful({ text: "kept" }),
          ft.Column([ft.Text("in kept"), Stateful({ text: "in kept" })]),
        ],
        [],
      );
      show = setShape;
      return ft.Column([draw(shape, [...kept]), ft.Text("end")]);
    }, "App");
    const app = await ShownApp.open(App);
    for (let step = 0; step < 12; step++) {
      if (random.below(3) > 0) show(randomShape(random, 3));
      for (const set of setters) if (random.below(3) === 0) set((n) => n + 1);
      await app.settled();
      const shown = structuredClone(app.client.page);
      await app.client.attach();
      expect({ step, page: withoutEmpty(shown) }).toEqual({
        step,
        page: withoutEmpty(app.client.page),
      });
    }
    expect(app.client.crashes).toEqual([]);
    await app.client.session.close("expired");
    expect(setters.size).toBe(0);
  },
);

/** Null, empty lists and the default spacing are what a missing property means. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name, item]) =>
      item !== null &&
      !(Array.isArray(item) && item.length === 0) &&
      !(name === "spacing" && item === 10),
  );
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutEmpty(item)]));
}
