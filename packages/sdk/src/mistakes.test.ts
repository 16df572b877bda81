import { expect, test } from "@jest/globals";
import * as ft from "./index.ts";
import { TestClient } from "./session/testing/test-client.ts";

/** What an author may write although the types forbid it. */
const loose = ft as unknown as Record<"Button" | "Column", (...args: unknown[]) => ft.Control>;

/** What the session's error view says about a program. */
async function told(main: (page: ft.Page) => unknown): Promise<string> {
  const client = await new TestClient(main).open();
  await new Promise((resolve) => setImmediate(resolve));
  return client.crashes.map((error) => (error instanceof Error ? error.message : "")).join("\n");
}

const text = () => ft.Text("a");
const nothing = async () => {};

test.each([
  ["a list in a list", () => [[text()]], "View.controls[0]: expected a control, got a list"],
  ["a word", () => [text(), "word"], 'View.controls[1]: expected a control, got the string "word"'],
  ["a large number", () => [7n], "View.controls[0]: expected a control, got the bigint 7: put it"],
  ["a promise", () => [nothing()], "View.controls[0]: expected a control, got a promise: await it"],
])("%s among the controls is named with its place", async (_what, make, message) => {
  expect(await told((page) => page.add(...(make() as ft.Control[])))).toContain(message);
});

test("a stray among the controls is found in later updates, too; gaps are none", async () => {
  const column = ft.Column([text()]);
  const late = (page: ft.Page) => {
    page.add(column, loose.Column([text(), false, null]));
    column.controls.push([text()] as unknown as ft.Control);
    page.update();
  };
  expect(await told(late)).toBe(
    "Column.controls[1]: expected a control, got a list: spread it with ...",
  );
});

test("a control that holds itself is named, with the way to it, and can be taken out again", async () => {
  const alone = ft.Column([text()]);
  alone.controls.push(alone);
  expect(await told((page) => page.add(alone))).toBe("Column cannot hold itself: Column > Column");
  const outer = ft.Column([text()]);
  const inner = ft.Row();
  const client = await new TestClient((page) => {
    outer.controls.push(inner);
    page.add(outer);
    inner.controls.push(outer);
    expect(() => page.update()).toThrow("Column cannot hold itself: Column > Row > Column");
    inner.controls[0] = ft.Text("b");
    page.update();
    outer.controls[0] = ft.Text("c");
    page.update();
  }).open();
  expect(client.crashes).toEqual([]);
  expect(client.page.views).toMatchObject([
    { controls: [{ controls: [{ value: "c" }, { controls: [{ value: "b" }] }] }] },
  ]);
});

test("what is no function is refused as a handler, what a condition leaves over is none", async () => {
  const message = (got: string) => `Button.onClick: expected a function, got ${got}`;
  expect(() => loose.Button("x", { onClick: nothing() })).toThrow(message("a promise"));
  const button = ft.Button("x");
  expect(() => Reflect.set(button, "onClick", "alert")).toThrow(message("string"));
  expect(loose.Button("x", { onClick: false })).toMatchObject({ onClick: null });
});

test("adding to a page whose content is rendered says what to do instead", async () => {
  const App = ft.component(text);
  for (const change of [
    (page: ft.Page) => page.add(text()),
    (page: ft.Page) => page.insert(0, text()),
    (page: ft.Page) => page.removeAt(0),
    (page: ft.Page) => page.clean(),
  ]) {
    const main = (page: ft.Page) => {
      page.render(App);
      change(page);
    };
    expect(await told(main)).toMatch(/rendered by a component: change what the component returns/);
  }
});

test("a position without a control is told, the last one may be counted from the end", async () => {
  const main = (at: number) => (page: ft.Page) => {
    page.add(text(), text());
    page.removeAt(at);
  };
  expect(await told(main(7))).toBe("removeAt(7): the page has 2 controls");
  expect(await told(main(-1))).toBe("");
});

test("errors of async effects are told, however the effect is written", async () => {
  const fail = async (text: string) => {
    await Promise.resolve();
    throw new Error(text);
  };
  const App = ft.component(() => {
    ft.onMounted(() => fail("mounted"));
    ft.onUpdated(() => fail("updated"), []);
    ft.useEffect(() => fail("effect"), []);
    return ft.Text("a");
  });
  const client = await new TestClient((page) => page.render(App)).open();
  while (client.crashes.length < 3) await new Promise((resolve) => setImmediate(resolve));
  expect(client.crashes.map(String)).toEqual(
    ["mounted", "updated", "effect"].map((t) => `Error: ${t}`),
  );
});

test("a message that is no data is refused with the place", async () => {
  expect(await told((page) => page.pubsub.sendAll(() => 1))).toMatch(
    /^page\.pubsub: a message must be data/,
  );
});
