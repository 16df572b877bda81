import { expect, test } from "@jest/globals";
import { sessionKey } from "../../core/base-control.ts";
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

test("[SDK13] what hooks keep comes back to the components of the same path and key", async () => {
  const app = await ShownApp.open(List);
  await app.click("click a");
  await app.click("click single");
  await app.click("swap");
  const state = app.client.session.components.exportState();
  expect(Object.keys(state).sort()).toEqual([
    "List@0",
    "List@0/Row#a@0",
    "List@0/Row#b@0",
    "List@0/Row#c@0",
    "List@0/Row@0",
  ]);
  const copy: unknown = structuredClone(state);
  const again = await ShownApp.open(List, (page) => {
    page[sessionKey].components.restoreState(copy);
  });
  expect(again.texts).toEqual(app.texts);
  expect(again.texts[0]).toBe("11 x 7");
  await again.click("click a");
  expect(again.texts).toContain("a 2 10");
});

test("only the first renders find what was kept", async () => {
  const Lazy = ft.component(() => {
    const [isOpen, setOpen] = ft.useState(false);
    return ft.Column([
      isOpen ? Row({ name: "late" }) : ft.Text("closed"),
      ft.Button("open", { onClick: () => setOpen(true) }),
    ]);
  }, "Lazy");
  const kept = { "Lazy@0/Row@0": [[0, "useState", { value: 9 }]] };
  const app = await ShownApp.open(Lazy, (page) => page[sessionKey].components.restoreState(kept));
  await app.click("open");
  expect(app.texts[0]).toBe("late 0 0");
});

test("what is not a state, or that of other hooks, counts as nothing", async () => {
  for (const state of [null, 3, { "List@0": "x" }, { "List@0": [[0, "useRef", { value: 1 }]] }]) {
    const app = await ShownApp.open(List, (page) =>
      page[sessionKey].components.restoreState(state),
    );
    expect(app.texts[1]).toBe("a 0 0");
    expect(app.client.crashes).toEqual([]);
  }
});
