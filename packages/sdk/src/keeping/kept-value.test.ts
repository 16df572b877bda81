import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { decodeKept, encodeKept, fromKept, refuseUnkeepable, toKept } from "./kept-value.ts";

/** What comes back of a value. */
function again(value: unknown, initial?: unknown): unknown {
  return fromKept(decodeKept(encodeKept(toKept(value, "it"), "it")), initial);
}

class Task extends ft.Observable {
  title = "";
  done = false;
  get label(): string {
    return `${this.title}${this.done ? "!" : ""}`;
  }
}
const Named = ft.observable(
  class Job extends ft.Observable {
    title = "";
    get label(): string {
      return `job ${this.title}`;
    }
  },
);

test("data comes back equal: collections, dates, bytes, cycles", () => {
  const cyclic: Record<string, unknown> = { name: "c" };
  cyclic.self = cyclic;
  const values = [
    null,
    undefined,
    0,
    "text",
    12n,
    [1, [2]],
    { a: { b: [undefined] } },
    new Map([["k", { v: 1 }]]),
    new Set(["a", 3]),
    new Date(5),
    /x/g,
    new Uint8Array([1, 2]),
    new Error("told"),
    cyclic,
  ];
  for (const value of values) expect(again(value)).toEqual(value);
});

test.each([
  [{ items: [0, 1, 2, { onClick: () => {} }] }, "cart.items[3].onClick: a function"],
  [() => {}, "cart: a function"],
  [new Map([["a b", Promise.resolve()]]), 'cart.get("a b"): a promise'],
  [new Set([new WeakMap()]), "cart.values(): a WeakMap"],
  [{ "a-b": Symbol("x") }, 'cart["a-b"]: a symbol'],
  [{ view: ft.Text("x") }, "cart.view: a control"],
  [[ft.TextStyle({ size: 1 })], "cart[0]: a TextStyle of the page"],
  [Object.assign(new Task(), { title: () => {} }), "cart.title: a function"],
])("what cannot be kept is refused with its place, %#", (value, text) => {
  expect(() => refuseUnkeepable(value, "cart")).toThrow(
    expect.objectContaining({
      code: "STATE_NOT_CLONABLE",
      message: `${text} cannot be kept with the session: only data can`,
    }),
  );
});

test("an object of a class comes back as a plain one", () => {
  class Point {
    x = 1;
    get double(): number {
      return this.x * 2;
    }
  }
  const point = again({ at: new Point() }) as { at: Point };
  expect(point).toEqual({ at: { x: 1 } });
  expect(point.at.double).toBe(undefined);
});

test("observables come back as observables: of the class that is there, of a named one, else without a class", () => {
  const task = Object.assign(new Task(), { title: "sail" });
  const own = new Task();
  expect(again(task, own)).toBe(own);
  expect(own.label).toBe("sail");
  const job = again([Object.assign(new Named(), { title: "row" })]) as InstanceType<typeof Named>[];
  expect(job[0]?.label).toBe("job row");
  const [nested] = again([task]) as Task[];
  expect(nested).toBeInstanceOf(ft.Observable);
  expect([nested?.title, nested?.label]).toEqual(["sail", undefined]);
  const heard: unknown[] = [];
  nested?.subscribe((_, field) => heard.push(field));
  if (nested) nested.done = true;
  expect(heard).toEqual(["done"]);
});

test("observables that hold each other and collections of theirs come back the same way", () => {
  class Node extends ft.Observable {
    next: Node | null = null;
    tags = new Map<string, Set<string>>();
  }
  const a = new Node();
  const b = new Node();
  a.next = b;
  b.next = a;
  a.tags.set("x", new Set(["1"]));
  const back = again({ a, again: a, tags: a.tags }) as { a: Node; again: Node; tags: unknown };
  expect(back.again).toBe(back.a);
  expect(back.a.next?.next).toBe(back.a);
  expect([...(back.a.tags.get("x") ?? [])]).toEqual(["1"]);
  expect(back.tags).toEqual(new Map([["x", new Set(["1"])]]));
});
