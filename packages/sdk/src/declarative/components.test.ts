import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { TestClient } from "../session/testing/test-client.ts";
import { ShownApp } from "./testing/shown-app.ts";

test("[SDK11] states that one handler sets are rendered once, in one message of the component", async () => {
  let renders = 0;
  const Counter = ft.component(() => {
    renders++;
    const [n, setN] = ft.useState(0);
    const [m, setM] = ft.useState(10);
    const click = () => {
      setN((before) => before + 1);
      setN((before) => before + 1);
      setM(m + 1);
    };
    return ft.Column([ft.Text(`${n} ${m}`), ft.Button("+", { onClick: click })]);
  });
  const app = await ShownApp.open(Counter);
  const sent = await app.click("+");
  expect(app.texts).toEqual(["2 11", "+"]);
  expect(sent).toHaveLength(1);
  expect(renders).toBe(2);
});

test("setting the same value renders nothing", async () => {
  let renders = 0;
  const same = { a: 1 };
  const App = ft.component(() => {
    renders++;
    const [, set] = ft.useState(same);
    return ft.Button("same", { onClick: () => set(same) });
  });
  const app = await ShownApp.open(App);
  expect(await app.click("same")).toEqual([]);
  expect(renders).toBe(1);
});

test("a click that follows at once finds the handler of the latest render", async () => {
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    return ft.Button(`n=${n}`, { onClick: () => setN(n + 1) });
  });
  const app = await ShownApp.open(App);
  const id = app.button("n=0");
  app.client.event(id, "click");
  app.client.event(id, "click");
  await app.settled();
  expect(app.texts).toEqual(["n=2"]);
});

test("what is typed while the render before it waits is not taken back", async () => {
  const App = ft.component(() => {
    const [text, setText] = ft.useState("");
    return ft.Column([
      ft.TextField({ value: text, onChange: (e) => setText(e.control.value) }),
      ft.Text(text),
    ]);
  });
  const app = await ShownApp.open(App);
  const id = app.first("TextField");
  for (const value of ["m", "mi", "mil"]) {
    app.client.update(id, { value });
    app.client.event(id, "change", value);
  }
  await app.settled();
  expect(app.texts).toEqual(["mil"]);
  expect(JSON.stringify(app.client.take())).not.toContain('"TextField"');
  expect(app.client.session.page.getControl(id)).toMatchObject({ value: "mil" });
});

test("effects run after the patch, outer components first; cleanups before the next run and at the end", async () => {
  const log: string[] = [];
  const Inner = ft.component(({ n }: { n: number }) => {
    ft.useEffect(() => {
      log.push(`in ${n}`);
      return () => log.push(`out ${n}`);
    }, [n]);
    ft.useEffect(
      () => log.push("once"),
      [],
      () => log.push("end"),
    );
    return ft.Text(`${n}`);
  });
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    ft.useEffect(() => void log.push("app"), []);
    return ft.Column([
      n < 2 ? Inner({ n }) : ft.Text("gone"),
      ft.Button("+", { onClick: () => setN(n + 1) }),
    ]);
  });
  const app = await ShownApp.open(App);
  expect(log.splice(0)).toEqual(["app", "in 0", "once"]);
  await app.click("+");
  expect(log.splice(0)).toEqual(["out 0", "in 1"]);
  await app.click("+");
  expect(log.splice(0)).toEqual(["out 1", "end"]);
});

test("the end of a session undoes its effects and aborts their signals", async () => {
  const log: string[] = [];
  const App = ft.component(() => {
    ft.useEffect(async (signal) => {
      signal.addEventListener("abort", () => log.push("aborted"));
    }, []);
    ft.onUnmounted(() => log.push("left"));
    return ft.Text("x");
  });
  const app = await ShownApp.open(App);
  await app.client.session.close("expired");
  expect(log).toEqual(["aborted", "left"]);
});

test("the error of an effect, sync or async, is the session's; the app goes on", async () => {
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    ft.useEffect(() => {
      if (n === 1) throw new Error("sync");
      if (n === 2) return Promise.reject(new Error("async"));
    }, [n]);
    return ft.Button(`n=${n}`, { onClick: () => setN(n + 1) });
  });
  const app = await ShownApp.open(App);
  await app.click("n=0");
  await app.click("n=1");
  expect(app.client.crashes.map(String)).toEqual(["Error: sync", "Error: async"]);
  await app.click("n=2");
  expect(app.texts).toEqual(["n=3"]);
});

test("[SDK12] keyed items keep ids and states when they move, others go by position", async () => {
  const Row = ft.component(({ name }: { name: string }) => {
    const [clicks, set] = ft.useState(0);
    return ft.Column([
      ft.Text(`${name}${clicks}`),
      ft.Button(`add ${name}`, { onClick: () => set(clicks + 1) }),
    ]);
  });
  const App = ft.component(() => {
    const [names, setNames] = ft.useState(["a", "b", "c"]);
    return ft.Column([
      ...names.map((name) => Row({ key: name, name })),
      ft.Button("turn", { onClick: () => setNames([...names].reverse()) }),
    ]);
  });
  const app = await ShownApp.open(App);
  await app.click("add a");
  const before = app.ids;
  const [[, body] = []] = await app.click("turn");
  expect(app.texts.filter((text) => /^.\d$/.test(String(text)))).toEqual(["c0", "b0", "a1"]);
  expect(app.ids).toEqual(before);
  const ops = ((body?.patch ?? []) as number[][]).slice(1);
  expect(ops.map(([op]) => op)).toEqual([3, 3]);
  await app.click("add a");
  expect(app.texts).toContain("a2");
});

test("another component, class or key at a place is a new one, with a new state", async () => {
  const One = ft.component(() => ft.Text(`one ${ft.useState(() => made++)[0]}`));
  const Two = ft.component(() => ft.Text(`two ${ft.useState(() => made++)[0]}`));
  let made = 0;
  const steps = [() => One(), () => Two(), () => Two({ key: "k" }), () => ft.Text("plain")];
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    return ft.Column([
      ft.Container(steps[n]?.() ?? null),
      ft.Button("+", { onClick: () => setN(n + 1) }),
    ]);
  });
  const app = await ShownApp.open(App);
  const seen = new Set(Object.values(app.ids));
  for (const text of ["two 1", "two 2", "plain"]) {
    await app.click("+");
    expect(app.texts[0]).toBe(text);
    seen.add(app.ids[text] ?? 0);
  }
  expect(seen.size).toBe(4);
});

test("an element that another one had replaced gets an id of its own when it comes back", async () => {
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    const kept = ft.useMemo(() => ft.Text("kept"), []);
    const items = n === 0 ? [ft.Text("x"), kept] : [kept, ft.Text("y")];
    return ft.Column([...items, ft.Button("+", { onClick: () => setN(n + 1) })]);
  });
  const app = await ShownApp.open(App);
  await app.click("+");
  expect(app.texts).toEqual(["kept", "y", "+"]);
  expect(new Set(Object.values(app.ids)).size).toBe(2);
});

test("a memoized component renders when its properties or its state change, and only then", async () => {
  let renders = 0;
  const Label = ft.memo(
    ft.component(({ text }: { text: string }) => {
      renders++;
      const [n, setN] = ft.useState(0);
      return ft.Column([ft.Text(`${text}${n}`), ft.Button("own", { onClick: () => setN(n + 1) })]);
    }),
  );
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    return ft.Column([
      Label({ text: n < 2 ? "a" : "b" }),
      ft.Button("+", { onClick: () => setN(n + 1) }),
    ]);
  });
  const app = await ShownApp.open(App);
  expect(await app.click("+")).toEqual([]);
  expect(renders).toBe(1);
  await app.click("own");
  expect([renders, app.texts[0]]).toEqual([2, "a1"]);
  await app.click("+");
  expect([renders, app.texts[0]]).toEqual([3, "b1"]);
  await app.click("own");
  expect(app.texts[0]).toBe("b2");
});

test("a context reaches components below, by call and as a component, also past memoized ones", async () => {
  const Theme = ft.createContext("light");
  const Label = ft.component(({ id }: { id: string }) => ft.Text(`${id} ${ft.useContext(Theme)}`));
  const Between = ft.memo(ft.component(() => Label({ id: "deep" })));
  const App = ft.component(() => {
    const [theme, setTheme] = ft.useState("dark");
    return ft.Column([
      Label({ id: "default" }),
      Theme(theme, () => Label({ id: "call" })),
      Theme.Provider({ value: theme, children: [ft.Column([Between(), Label({ id: "tag" })])] }),
      ft.Button("blue", { onClick: () => setTheme("blue") }),
    ]);
  });
  const app = await ShownApp.open(App);
  expect(app.texts).toEqual(["default light", "call dark", "deep dark", "tag dark", "blue"]);
  await app.click("blue");
  expect(app.texts).toEqual(["default light", "call blue", "deep blue", "tag blue", "blue"]);
});

test("a context that is provided by call changes past memoized components, which render only if they use it", async () => {
  const Theme = ft.createContext("light");
  const renders = { user: 0, between: 0, deep: 0 };
  const User = ft.memo(
    ft.component(() => {
      renders.user++;
      return ft.Text(`user ${ft.useContext(Theme)}`);
    }),
  );
  const Deep = ft.memo(
    ft.component(() => {
      renders.deep++;
      return ft.Text(`deep ${ft.useContext(Theme)}`);
    }),
  );
  const Between = ft.memo(
    ft.component(() => {
      renders.between++;
      return ft.Container(Deep());
    }),
  );
  const App = ft.component(() => {
    const [theme, setTheme] = ft.useState("dark");
    const [n, setN] = ft.useState(0);
    return ft.Column([
      ...Theme(theme, () => [User(), Between()]),
      ft.Button("blue", { onClick: () => setTheme("blue") }),
      ft.Button(`n=${n}`, { onClick: () => setN(n + 1) }),
    ]);
  });
  const app = await ShownApp.open(App);
  expect(app.texts).toEqual(["user dark", "deep dark", "blue", "n=0"]);
  await app.click("n=0");
  expect(renders).toEqual({ user: 1, between: 1, deep: 1 });
  await app.click("blue");
  expect(app.texts).toEqual(["user blue", "deep blue", "blue", "n=1"]);
  expect(renders).toEqual({ user: 2, between: 1, deep: 2 });
});

test("reducers, refs, memos and callbacks keep what they are between renders", async () => {
  const refs = new Set<unknown>();
  const callbacks = new Set<unknown>();
  let calculated = 0;
  const App = ft.component(() => {
    const [sum, add] = ft.useReducer((state: number, by: number) => state + by, 1);
    const ref = ft.useRef(0);
    ref.current++;
    refs.add(ref);
    refs.add(add);
    callbacks.add(ft.useCallback(() => sum, [sum > 5]));
    const parity = ft.useMemo(() => {
      calculated++;
      return sum % 2;
    }, [sum % 2]);
    return ft.Column([
      ft.Text(`${sum} ${ref.current} ${parity}`),
      ft.Button("+2", { onClick: () => add(2) }),
    ]);
  });
  const app = await ShownApp.open(App);
  for (let i = 0; i < 3; i++) await app.click("+2");
  expect(app.texts[0]).toBe("7 4 1");
  expect([refs.size, callbacks.size, calculated]).toEqual([2, 2, 1]);
});

test("in a page that renders components, handlers are not followed by updates, and what was rendered is frozen", async () => {
  let page: ft.Page | undefined;
  const errors: string[] = [];
  const App = ft.component(() => {
    const text = ft.Text("a");
    const change = () => {
      if (page) page.title = "later";
      try {
        text.value = "b";
      } catch (error) {
        errors.push(String(error));
      }
      try {
        text.update();
      } catch (error) {
        errors.push(String(error));
      }
    };
    return ft.Column([text, ft.Button("change", { onClick: change })]);
  });
  const app = await ShownApp.open(App, (given) => {
    page = given;
  });
  expect(await app.click("change")).toEqual([]);
  expect(errors).toEqual([
    "Error: Text was rendered by a component: only the next render may change it",
    "Error: Text was rendered by a component: it cannot be updated",
  ]);
  page?.update();
  expect(app.client.take()).toEqual([[2, { id: 1, patch: [[0], [0, 0, "title", "later"]] }]]);
});

test("while no client is attached renders go on, and the next client gets their result", async () => {
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    return ft.Button(`n=${n}`, { onClick: () => setN(n + 1) });
  });
  const app = await ShownApp.open(App);
  const id = app.button("n=0");
  await app.client.session.detach("lost");
  app.client.event(id, "click");
  await app.settled();
  await app.client.attach();
  expect(app.texts).toEqual(["n=1"]);
  await app.click("n=1");
  expect(app.texts).toEqual(["n=2"]);
});

test("a component of another control may stand in an imperative page", async () => {
  const Counter = ft.component(() => {
    const [n, setN] = ft.useState(0);
    return ft.Button(`n=${n}`, { onClick: () => setN(n + 1) });
  });
  const app = await ShownApp.open(
    ft.component(() => ft.Text("app")),
    (page) => page.overlay.push(Counter()),
  );
  const [overlay] = app.client.session.page.overlay as { instance?: unknown }[];
  expect(overlay?.instance).toBeDefined();
  expect(JSON.stringify(app.client.page._overlay)).toContain("n=0");
});

test("what a render replaced is let go", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const made: WeakRef<object>[] = [];
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    const padding = ft.Padding.all(n);
    const column = ft.Column([ft.Container(ft.Text(`${n}`), { padding })]);
    made.push(new WeakRef(column), new WeakRef(padding));
    return ft.Column([column, ft.Button("+", { onClick: () => setN(n + 1) })]);
  });
  const app = await ShownApp.open(App);
  for (let i = 0; i < 20; i++) await app.click("+");
  await app.settled();
  collect();
  expect(made.filter((ref) => ref.deref() !== undefined).length).toBeLessThan(8);
});

test("beside components, an imperative page updates itself after handlers", async () => {
  const Counter = ft.component(() => {
    const [n, setN] = ft.useState(0);
    return ft.TextButton(`n=${n}`, { onClick: () => setN(n + 1) });
  });
  const log = ft.Text("0");
  const client = await new TestClient((page) => {
    const change = () => {
      log.value = String(Number(log.value) + 1);
    };
    page.add(
      Counter(),
      log,
      ft.Column([Counter({ key: "second" })]),
      ft.Button("x", { onClick: change }),
    );
  }).open();
  const shown = () => JSON.stringify(client.page).match(/n=\d|"value":"\d"/g);
  const clickAll = async (type: string) => {
    for (const [, id] of JSON.stringify(client.page).matchAll(
      new RegExp(`"${type}","_i":(\\d+)`, "g"),
    )) {
      client.event(Number(id), "click");
    }
    await new Promise((resolve) => setImmediate(resolve));
  };
  await clickAll("TextButton");
  expect(shown()).toEqual(["n=1", '"value":"0"', "n=1"]);
  await clickAll("Button");
  await clickAll("TextButton");
  expect(shown()).toEqual(["n=2", '"value":"1"', "n=2"]);
  expect(client.crashes).toEqual([]);
});

test("rendering again with another component replaces the first one and undoes its effects", async () => {
  const log: string[] = [];
  const One = ft.component(() => {
    ft.useEffect(() => () => log.push("one left"), []);
    return ft.Text("one");
  });
  const app = await ShownApp.open(One);
  const { page } = app.client.session;
  page.render(
    ft.component(({ text }: { text: string }) => ft.Text(text)),
    { text: "two" },
  );
  await app.settled();
  expect([app.texts, log]).toEqual([["two"], ["one left"]]);
});
