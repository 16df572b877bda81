import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
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
