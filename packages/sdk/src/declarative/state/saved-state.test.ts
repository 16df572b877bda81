import { expect, test } from "@jest/globals";
import * as ft from "../../index.ts";
import { ShownApp } from "../testing/shown-app.ts";

class Settings extends ft.Observable {
  size = 10;
  names: string[] = [];
}

const Row = ft.component(({ name }: { name: string }) => {
  const [clicks, setClicks] = ft.useState(0);
  const handler = ft.useState(() => () => {})[0]; // cannot be cloned
  ft.useMemo(() => handler, []);
  const [total, add] = ft.useReducer((state: number, by: number) => state + by, 0);
  return ft.Column([
    ft.Text(`${name} ${clicks} ${total}`),
    ft.Button(`click ${name}`, {
      onClick: () => {
        setClicks(clicks + 1);
        add(5);
      },
    }),
  ]);
}, "Row");

const List = ft.component(() => {
  const [names, setNames] = ft.useState(["a", "b"]);
  const [settings] = ft.useState(() => new Settings());
  const ref = ft.useRef(0);
  return ft.Column([
    ft.Text(`${settings.size} ${settings.names.join()} ${ref.current}`),
    ...names.map((name) => Row({ key: name, name })),
    ft.Container(Row({ name: "single" })),
    ft.Button("swap", {
      onClick: () => {
        ref.current = 7;
        settings.size++;
        settings.names.push("x");
        setNames(["c", "b", "a"]);
      },
    }),
  ]);
}, "List");

/** The app in a process of its own that goes on from what is kept of this one. */
async function again(
  app: ShownApp,
  component: ft.Component<Record<never, never>> = List,
): Promise<ShownApp> {
  app.client.keep();
  return ShownApp.open(component, undefined, { restore: app.client.restore, durability: "async" });
}

const kept = { durability: "async" } as const;

test("[SDK13] what hooks keep comes back to the components of the same path and key", async () => {
  const app = await ShownApp.open(List, undefined, kept);
  await app.click("click a");
  await app.click("click single");
  await app.click("swap");
  const next = await again(app);
  expect(Object.keys(app.client.kept).sort()).toEqual([
    "c:List@0",
    "c:List@0/Row#a@0",
    "c:List@0/Row#b@0",
    "c:List@0/Row#c@0",
    "c:List@0/Row@0",
    "m",
    "p",
  ]);
  expect(next.texts).toEqual(app.texts);
  expect(next.texts[0]).toBe("11 x 7");
  await next.click("click a");
  expect(next.texts).toContain("a 2 10");
});

test("what cannot be kept of a hook is left out, with a line for each place", async () => {
  const app = await ShownApp.open(List, undefined, kept);
  app.client.keep();
  await app.click("click a");
  app.client.keep();
  expect(app.client.logs).toEqual(
    ["a", "b"]
      .map((key) => `#${key}`)
      .concat("")
      .map(
        (key) =>
          `List@0/Row${key}@0: useState (hook 2) is not kept with the session: its value: a function cannot be kept with the session: only data can`,
      ),
  );
});

test("only the first renders find what was kept, what is left is dropped at the first input", async () => {
  const Lazy = ft.component(() => {
    const [isOpen, setOpen] = ft.useState<boolean | symbol>(false);
    return ft.Column([
      isOpen ? Row({ name: "late" }) : ft.Text("closed"),
      ft.Button("open", { onClick: () => setOpen(Symbol("cannot be kept")) }),
    ]);
  }, "Lazy");
  const app = await ShownApp.open(Lazy, undefined, kept);
  await app.click("open");
  await app.click("click late");
  expect(app.texts[0]).toBe("late 1 5");
  const next = await again(app, Lazy);
  next.client.kept = app.client.kept;
  next.client.keep();
  expect(Object.keys(next.client.kept)).toContain("c:Lazy@0/Row@0");
  await next.click("open");
  expect(next.texts[0]).toBe("late 0 0");
  next.client.keep();
  const last = await again(next, Lazy);
  expect(last.texts[0]).toBe("closed");
});

test("hooks of other kinds take nothing", async () => {
  const Before = ft.component(() => ft.Text(`${ft.useRef(1).current}`), "App");
  const After = ft.component(() => ft.Text(`${ft.useState(2)[0]}`), "App");
  const app = await ShownApp.open(Before, undefined, kept);
  const next = await again(app, After);
  expect([next.texts, next.client.crashes]).toEqual([["2"], []]);
});

test("components without a name keep theirs by position, also when others come and go before them", async () => {
  const One = ft.component(() => Shown({ name: "one" }));
  const Other = ft.component(() => Shown({ name: "other" }));
  const Shown = ft.component(({ name }: { name: string }) => {
    const [n, setN] = ft.useState(0);
    return ft.Button(`${name} ${n}`, { onClick: () => setN(n + 1) });
  });
  const App = ft.component(() => {
    const [isThere, setThere] = ft.useState(false);
    return ft.Column([
      ft.Container(isThere ? One() : null),
      ft.Container(Other()),
      ft.Button("toggle", { onClick: () => setThere(!isThere) }),
    ]);
  });
  const app = await ShownApp.open(App, undefined, kept);
  app.client.keep();
  await app.click("other 0");
  app.client.keep();
  expect(Object.keys(app.client.kept)).toEqual(
    expect.arrayContaining(["c:component@0/component@0/component@0"]),
  );
  await app.click("toggle");
  app.client.keep();
  await app.click("one 0");
  await app.click("one 1");
  const both = await again(app, App);
  expect(both.texts).toEqual(["one 2", "other 1", "toggle"]);
  both.client.kept = app.client.kept;
  await both.click("toggle");
  const one = await again(both, App);
  expect(one.texts).toEqual(["other 1", "toggle"]);
  expect(Object.keys(both.client.kept).filter((name) => name.startsWith("c:"))).toHaveLength(2);
});

test("refs to controls are set again by the render, others keep their value", async () => {
  let field: ft.TextField | null = null;
  const App = ft.component(() => {
    const ref = ft.useRef<ft.TextField>();
    const count = ft.useRef(0);
    ft.useEffect(() => {
      field = ref.current;
    });
    const [, again] = ft.useState(0);
    return ft.Column([
      ft.TextField({ ref }),
      ft.Button("count", { onClick: () => again(++count.current) }),
      ft.Text(`${count.current}`),
    ]);
  }, "App");
  const app = await ShownApp.open(App, undefined, kept);
  await app.click("count");
  const next = await again(app, App);
  expect(app.client.logs).toEqual([]);
  expect(next.texts).toEqual(["count", "1"]);
  expect(field).toBeInstanceOf(ft.TextField);
});

class Task extends ft.Observable {
  title = "";
  isDone = false;
  get label(): string {
    return `${this.title}${this.isDone ? " done" : ""}`;
  }
}
ft.observable(Task);

class Tasks extends ft.Observable {
  items: Task[] = [];
}

test("observables in observables are kept when they change, and come back with their classes", async () => {
  const Item = ft.component(({ task }: { task: Task }) =>
    ft.Column([
      ft.Text(task.label),
      ft.Button(`finish ${task.title}`, {
        onClick: () => {
          task.isDone = true;
        },
      }),
    ]),
  );
  const App = ft.component(() => {
    const [tasks] = ft.useState(() => new Tasks());
    const add = () => tasks.items.push(Object.assign(new Task(), { title: "sail" }));
    return ft.Column([
      ...tasks.items.map((task, key) => Item({ key, task })),
      ft.Button("add", { onClick: add }),
    ]);
  }, "App");
  const app = await ShownApp.open(App, undefined, kept);
  await app.click("add");
  app.client.keep();
  await app.click("finish sail");
  expect(Object.keys(app.client.keep()?.parts ?? {})).toContain("c:App@0");
  const next = await again(app, App);
  expect(next.texts[0]).toBe("sail done");
  await next.click("add");
  await next.click("finish sail");
  expect(next.texts).toEqual(["sail done", "finish sail", "sail", "finish sail", "add"]);
  expect([app.client.logs, next.client.logs, next.client.crashes]).toEqual([[], [], []]);
});
