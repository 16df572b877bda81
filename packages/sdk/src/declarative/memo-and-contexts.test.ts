import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { TestClient } from "../session/testing/test-client.ts";
import { ShownApp } from "./testing/shown-app.ts";

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
