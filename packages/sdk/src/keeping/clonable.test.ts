import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { SessionStore } from "../session/session-store.ts";

interface Todo {
  readonly title: string;
  done?: boolean;
  readonly tags: readonly string[];
  readonly parent: Todo | null;
}
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

class Task extends ft.Observable {
  title = "";
  rename(title: string): void {
    this.title = title;
  }
}

class Boat {
  name = "";
  sail(): string {
    return this.name;
  }
}

test("the type of the store takes what can be kept", () => {
  const store = new SessionStore();
  const todo: Todo = { title: "sail", tags: ["a"], parent: null };
  const json: Json = { list: [1, { a: null }] };
  const anything: unknown = 1;
  store.set("number", 1);
  store.set("list", [todo, todo]);
  store.set("json", json);
  store.set("maps", new Map([["k", new Set([new Date(), /x/, new Uint8Array(1)])]]));
  store.set("task", new Task());
  store.set("unknown", anything);
  store.set<number | undefined>("maybe", undefined);
  store.set<Partial<Todo>>("part", {});
  expect(store.getKeys()).toHaveLength(8);
});

test("the type of the store refuses what cannot, as the store does", () => {
  const store = new SessionStore();
  const sets = [
    // @ts-expect-error a function
    () => store.set("f", () => {}),
    // @ts-expect-error a function inside of an object
    () => store.set("f", { items: [{ onClick: () => {} }] }),
    // @ts-expect-error a control
    () => store.set("c", ft.Text("x")),
    // @ts-expect-error a control in a map
    () => store.set("c", new Map([["x", [ft.Text("x")]]])),
    // @ts-expect-error a value of the page
    () => store.set("v", { style: ft.TextStyle({ size: 1 }) }),
    // @ts-expect-error a promise
    () => store.set("p", Promise.resolve(1)),
    // @ts-expect-error a symbol
    () => store.set("s", [Symbol("x")]),
  ];
  for (const set of sets) {
    expect(set).toThrow(expect.objectContaining({ code: "STATE_NOT_CLONABLE" }));
  }
  // @ts-expect-error an object whose methods would be lost
  store.set("boat", new Boat());
  expect(store.getKeys()).toEqual(["boat"]);
});
