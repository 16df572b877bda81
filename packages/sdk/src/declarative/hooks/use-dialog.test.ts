import { expect, test } from "@jest/globals";
import * as ft from "../../index.ts";
import { ShownApp } from "../testing/shown-app.ts";

interface Shown {
  readonly _i: number;
  readonly open?: boolean;
  readonly title?: { readonly value: string };
}

/** The dialogs that the client has. */
function dialogs(app: ShownApp): Shown[] {
  const { controls = [] } = app.client.page._dialogs as { controls?: Shown[] };
  return controls;
}

/** What the client does when a dialog has closed. */
async function closed(app: ShownApp, id: number): Promise<void> {
  app.client.update(id, { open: false });
  app.client.event(id, "dismiss");
  await app.settled();
}

const Theme = ft.createContext("light");

interface HostProps {
  readonly name?: string;
  readonly onDismiss?: boolean;
}

const Host = ft.component(({ name = "d", onDismiss = true }: HostProps) => {
  const [isOpen, setOpen] = ft.useState(false);
  const [n, setN] = ft.useState(0);
  ft.useDialog(
    isOpen &&
      ft.AlertDialog({
        title: ft.Text(`${name} ${n}`),
        onDismiss: onDismiss ? () => setOpen(false) : null,
      }),
  );
  return ft.Column([
    ft.Button(`open ${name}`, { onClick: () => setOpen(true) }),
    ft.Button(`close ${name}`, { onClick: () => setOpen(false) }),
    ft.Button(`more ${name}`, { onClick: () => setN(n + 1) }),
  ]);
}, "Host");

test("a dialog is shown while it is given, keeps its id across renders, and leaves when the client has closed it", async () => {
  const app = await ShownApp.open(Host);
  await app.click("open d");
  const [first] = dialogs(app);
  expect(first).toMatchObject({ open: true, title: { value: "d 0" } });
  const [[, body] = []] = await app.click("more d");
  expect(body).toEqual({
    id: first?._i,
    patch: [
      [0, { title: [1] }],
      [0, 1, "value", "d 1"],
    ],
  });
  await app.click("close d");
  expect(dialogs(app)).toMatchObject([{ _i: first?._i, open: false }]);
  await closed(app, first?._i ?? 0);
  expect(dialogs(app)).toEqual([]);
});

test("what the user has closed is told to the component; shown again it is a new one", async () => {
  const app = await ShownApp.open(Host);
  await app.click("open d");
  const [first] = dialogs(app);
  await closed(app, first?._i ?? 0);
  expect(dialogs(app)).toEqual([]);
  await app.click("more d");
  expect(dialogs(app)).toEqual([]);
  await app.click("open d");
  const [second] = dialogs(app);
  expect(second?.title?.value).toBe("d 1");
  expect(second?._i).not.toBe(first?._i);
});

test("a dialog that is still closing stays, and the next one is added", async () => {
  const app = await ShownApp.open(ft.component(() => Host({ onDismiss: false })));
  await app.click("open d");
  await app.click("close d");
  await app.click("open d");
  expect(dialogs(app).map(({ open }) => open)).toEqual([false, true]);
  const [old] = dialogs(app);
  await closed(app, old?._i ?? 0);
  expect(dialogs(app).map(({ open }) => open)).toEqual([true]);
});

test("two components show their dialogs beside each other", async () => {
  const app = await ShownApp.open(
    ft.component(() => ft.Column([Host({ name: "a" }), Host({ name: "b" })])),
  );
  await app.click("open a");
  await app.click("open b");
  await app.click("more a");
  expect(dialogs(app).map(({ title }) => title?.value)).toEqual(["a 1", "b 0"]);
  await app.click("close a");
  expect(dialogs(app).map(({ open }) => open)).toEqual([false, true]);
});

test("a dialog closes when its component leaves", async () => {
  const App = ft.component(() => {
    const [isThere, setThere] = ft.useState(true);
    return ft.Column([
      isThere ? Host() : ft.Text("gone"),
      ft.Button("remove", { onClick: () => setThere(false) }),
    ]);
  });
  const app = await ShownApp.open(App);
  await app.click("open d");
  await app.click("remove");
  expect(dialogs(app).map(({ open }) => open)).toEqual([false]);
});

test("components in a dialog have states of their own and the contexts of their makers", async () => {
  const Inside = ft.component(() => {
    const [n, setN] = ft.useState(0);
    const theme = ft.useContext(Theme);
    return ft.TextButton(`${theme} ${n}`, { onClick: () => setN(n + 1) });
  });
  const Outside = ft.component(() => {
    const [isOpen, setOpen] = ft.useState(false);
    const [m, setM] = ft.useState(0);
    ft.useDialog(isOpen && ft.AlertDialog({ title: `m=${m}`, content: Inside() }));
    return ft.Column([
      ft.Button("open", { onClick: () => setOpen(true) }),
      ft.Button("m", { onClick: () => setM(m + 1) }),
    ]);
  });
  const app = await ShownApp.open(ft.component(() => Theme("dark", () => Outside())));
  await app.click("open");
  const text = () => /"content":"(\w+ \d)"/.exec(JSON.stringify(app.client.page._dialogs))?.[1];
  const id = () =>
    Number(/"TextButton","_i":(\d+)/.exec(JSON.stringify(app.client.page._dialogs))?.[1]);
  expect(text()).toBe("dark 0");
  app.client.event(id(), "click");
  await app.settled();
  expect(text()).toBe("dark 1");
  await app.click("m");
  expect(text()).toBe("dark 1");
  expect(app.client.crashes).toEqual([]);
});
