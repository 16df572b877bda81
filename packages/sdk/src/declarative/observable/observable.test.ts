import { expect, test } from "@jest/globals";
import * as ft from "../../index.ts";
import { ShownApp } from "../testing/shown-app.ts";

class Task extends ft.Observable {
  readonly #id: number;
  title: string;
  isDone = false;
  _draft = "";

  constructor(id: number, title: string) {
    super();
    this.#id = id;
    this.title = title;
  }

  get label(): string {
    return `${this.#id} ${this.title}${this.isDone ? " done" : ""}`;
  }

  finish(): void {
    this.isDone = true;
  }
}

class Tasks extends ft.Observable {
  items: Task[] = [];
  tags = new Map<string, { count: number }>();
  marks = new Set<string>();
  options: Record<string, unknown> = { nested: { deep: [1, 2] } };
}

/** The fields that an action tells of. */
function told(target: ft.Observable, change: () => void): (string | null)[] {
  const fields: (string | null)[] = [];
  const dispose = target.subscribe((_sender, field) => fields.push(field));
  change();
  dispose();
  return fields;
}

test("fields tell of changes, not of assignments that change nothing, nor of private ones", () => {
  const task = new Task(1, "a");
  expect(told(task, () => (task.title = "b"))).toEqual(["title"]);
  expect(told(task, () => (task.title = "b"))).toEqual([]);
  expect(told(task, () => (task._draft = "c"))).toEqual([]);
  expect(told(task, () => task.finish())).toEqual(["isDone"]);
  expect(told(task, () => task.notify())).toEqual([null]);
  expect(task.label).toBe("1 b done");
});

test("lists, maps, sets and objects in fields tell under the field's name", () => {
  const tasks = new Tasks();
  const one = new Task(1, "a");
  expect(new Set(told(tasks, () => tasks.items.push(one)))).toEqual(new Set(["items"]));
  expect(tasks.items.includes(one)).toBe(true);
  expect(told(tasks, () => tasks.items.sort()).every((field) => field === "items")).toBe(true);
  expect(told(tasks, () => tasks.tags.set("x", { count: 0 }))).toEqual(["tags"]);
  expect(told(tasks, () => tasks.tags.set("zero", 0 as never))).toEqual(["tags"]);
  const tag = tasks.tags.get("x");
  expect(told(tasks, () => tag && tag.count++)).toEqual(["tags"]);
  expect(told(tasks, () => tasks.tags.delete("y"))).toEqual([]);
  expect(told(tasks, () => tasks.marks.add("m"))).toEqual(["marks"]);
  expect([...tasks.marks]).toEqual(["m"]);
  const nested = tasks.options.nested as { deep: number[] };
  expect(told(tasks, () => nested.deep.push(3)).every((field) => field === "options")).toBe(true);
  expect(nested.deep).toEqual([1, 2, 3]);
  expect(told(tasks, () => delete tasks.options.nested)).toEqual(["options"]);
  expect(told(tasks, () => (tasks.items.length = 0))).toEqual(["items"]);
});

test("a plain object is found in the list that it was put into", () => {
  class Rows extends ft.Observable {
    rows: { name: string }[] = [];
  }
  const rows = new Rows();
  const row = { name: "a" };
  rows.rows.push(row);
  expect(rows.rows.indexOf(row)).toBe(0);
  expect(rows.rows.indexOf(rows.rows[0] as { name: string })).toBe(0);
});

test("a class of any base can be made observable", () => {
  class Plain {
    n = 1;
    add(): void {
      this.n++;
    }
  }
  const Counting = ft.observable(Plain);
  const counting = new Counting();
  expect(counting).toBeInstanceOf(Plain);
  expect(told(counting as unknown as ft.Observable, () => counting.add())).toEqual(["n"]);
});

test("components that read an observable, or have it as a property, render when it changes", async () => {
  const tasks = new Tasks();
  tasks.items.push(new Task(1, "a"), new Task(2, "b"));
  const renders: string[] = [];
  const Item = ft.component(({ task }: { task: Task }) => {
    renders.push(task.title);
    return ft.Text(task.label);
  });
  const App = ft.component(() => {
    renders.push("app");
    const [state] = ft.useState(tasks);
    return ft.Column([
      ...state.items.map((task, i) => Item({ key: i, task })),
      ft.Button("finish", { onClick: () => state.items[0]?.finish() }),
      ft.Button("add", { onClick: () => state.items.push(new Task(3, "c")) }),
    ]);
  });
  const app = await ShownApp.open(App);
  renders.length = 0;
  expect(await app.click("finish")).toHaveLength(1);
  expect(renders.splice(0)).toEqual(["a"]);
  expect(app.texts).toEqual(["1 a done", "2 b", "finish", "add"]);
  expect(await app.click("add")).toHaveLength(1);
  expect(app.texts).toEqual(["1 a done", "2 b", "3 c", "finish", "add"]);
});

test("what a component no longer reads, and a session that ended, are let go", async () => {
  const task = new Task(1, "a");
  let renders = 0;
  const App = ft.component(() => {
    renders++;
    const [isShown, setShown] = ft.useState(true);
    return ft.Column([
      ft.Text(isShown ? task.title : "hidden"),
      ft.Button("hide", { onClick: () => setShown(false) }),
    ]);
  });
  const one = await ShownApp.open(App);
  const other = await ShownApp.open(App);
  await other.client.session.close("expired");
  renders = 0;
  task.title = "b";
  await one.settled();
  expect([renders, one.texts[0], other.texts[0]]).toEqual([1, "b", "a"]);
  await one.click("hide");
  renders = 0;
  task.title = "c";
  await one.settled();
  expect(renders).toBe(0);
});
