import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { ShownApp } from "./testing/shown-app.ts";

/** The messages of the errors that showing a component led to. */
async function failures(component: ft.Component<Record<never, never>>, clicks = 0) {
  const app = await ShownApp.open(component);
  for (let i = 0; i < clicks; i++) await app.click("+");
  return app.client.crashes.map((error) => (error as Error).message);
}

/** A component whose hooks depend on how often its button was clicked. */
const clicked = (use: (n: number) => void) =>
  ft.component(function Clicked() {
    const [n, setN] = ft.useState(0);
    use(n);
    return ft.Button("+", { onClick: () => setN(n + 1) });
  });

test("hooks outside of a component say where they work", () => {
  expect(() => ft.useState(0)).toThrow(
    "useState was called outside of a component: hooks work only while the function given to ft.component runs, not in handlers, effects or main",
  );
});

test("hooks in a handler are refused, too", async () => {
  const App = ft.component(() => ft.Button("+", { onClick: () => ft.useRef(0) }));
  expect(await failures(App, 1)).toEqual([
    expect.stringMatching(/^useRef was called outside of a component/),
  ]);
});

test("hooks in another order name the component, the call and both hooks", async () => {
  const App = clicked((n) => (n === 0 ? ft.useMemo(() => 1, []) : ft.useRef(0)));
  expect(await failures(App, 1)).toEqual([
    "Clicked: hooks must be called in the same order in every render (call 2 is useRef, before it was useMemo); do not call them in conditions or loops",
  ]);
});

test("more hooks or fewer than before are refused, and the last rendering stays", async () => {
  const More = clicked((n) => n > 0 && ft.useRef(0));
  expect(await failures(More, 1)).toEqual([
    expect.stringContaining("(useRef is one more than before)"),
  ]);
  const Fewer = clicked((n) => n === 0 && ft.useRef(0));
  expect(await failures(Fewer, 1)).toEqual([
    expect.stringContaining("(1 calls, before there were 2)"),
  ]);
});

test("what a component returns must be controls, and not a promise", async () => {
  const Text = ft.component(() => "text", "Text");
  expect(await failures(Text)).toEqual([
    'Text must return a control, a list of controls or null, got string "text"',
  ]);
  const Late = ft.component(async () => ft.Text("x"), "Late");
  expect(await failures(Late)).toEqual([
    "Late returned a promise: a component cannot be async, use useEffect",
  ]);
});

test("a component that fails below others leaves them as they are", async () => {
  const Bad = ft.component(() => {
    throw new Error("bad");
  });
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    return ft.Column([
      ft.Text(`${n}`),
      n === 1 ? Bad() : ft.Text("good"),
      ft.Button("+", { onClick: () => setN(n + 1) }),
    ]);
  });
  const app = await ShownApp.open(App);
  await app.click("+");
  expect(app.client.crashes.map(String)).toEqual(["Error: bad"]);
  expect(app.texts).toEqual(["1", "+"]);
  await app.click("+");
  expect(app.texts).toEqual(["2", "good", "+"]);
});

test("an error boundary shows something else until it is told to try again", async () => {
  let isBad = true;
  const told: unknown[] = [];
  const Bad = ft.component(() => {
    if (isBad) throw new RangeError("bad");
    return ft.Text("fine");
  });
  const App = ft.component(() =>
    ft.Column([
      ft.Text("around"),
      ft.ErrorBoundary({
        children: ft.Container(Bad()),
        onError: (error) => told.push(error),
        fallback: (error, retry) =>
          ft.Column([ft.Text(String(error)), ft.Button("retry", { onClick: retry })]),
      }),
    ]),
  );
  const app = await ShownApp.open(App);
  expect(app.texts).toEqual(["around", "RangeError: bad", "retry"]);
  expect([told.length, app.client.crashes.length]).toEqual([1, 0]);
  isBad = false;
  await app.click("retry");
  expect(app.texts).toEqual(["around", "fine"]);
});

test("what is shown instead of an error may fail, too: the next boundary takes that", async () => {
  const Bad = ft.component(({ text }: { text: string }) => {
    throw new Error(text);
  });
  const App = ft.component(() =>
    ft.ErrorBoundary({
      children: ft.ErrorBoundary({
        children: Bad({ text: "one" }),
        fallback: () => Bad({ text: "two" }),
      }),
      fallback: (error) => ft.Text(String(error)),
    }),
  );
  const app = await ShownApp.open(App);
  expect([app.texts, app.client.crashes]).toEqual([["Error: two"], []]);
});

test("a component without a name is called by its place", async () => {
  const bad = () => ft.component(() => 3);
  expect(await failures(bad() as never)).toEqual([
    expect.stringMatching(/^The component at errors\.test\.ts:\d+:\d+ must return a control/),
  ]);
});

test("a state that every render sets is refused, one that settles is not", async () => {
  const Settling = ft.component(() => {
    const [n, setN] = ft.useState(0);
    if (n < 5) setN(n + 1);
    return ft.Text(`${n}`);
  });
  expect((await ShownApp.open(Settling)).texts).toEqual(["5"]);
  const Endless = ft.component(() => {
    const [n, setN] = ft.useState(0);
    setN(n + 1);
    return ft.Text(`${n}`);
  }, "Endless");
  expect(await failures(Endless)).toEqual([
    "Endless sets a state in every render: set it in a handler or an effect",
  ]);
});
