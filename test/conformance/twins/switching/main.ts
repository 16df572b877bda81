import * as ft from "@flotilla/sdk";

const Counter = ft.component(({ label, step = 1 }: { label: string; step?: number }) => {
  const [n, setN] = ft.useState(0);
  return ft.TextButton(`${label} ${n}`, { onClick: () => setN(n + step) });
});

const Other = ft.component(({ label }: { label: string }) => {
  const [n, setN] = ft.useState(100);
  return ft.OutlinedButton(`${label} ${n}`, { onClick: () => setN(n + 1) });
});

const Nothing = ft.component(() => null);
const Level = ft.createContext("top");
const Show = ft.component(() => ft.Text(ft.useContext(Level)));
const Nest = ft.component(({ items }: { items: ft.Control[] }) =>
  ft.Container(ft.Column(items), { padding: 2 }),
);

const App = ft.component(() => {
  const [n, setN] = ft.useState(0);
  const kind = n % 4;
  const kinds: (() => ft.Control)[] = [
    () => Counter({ label: "one" }),
    () => Counter({ label: "one", step: 5 }),
    () => Other({ label: "one" }),
    () => ft.Text("plain"),
  ];
  const third = Math.floor(n / 3);
  const cached = ft.useMemo(() => ft.Text(`memo ${third}`), [third]);
  return ft.Column([
    ft.Button("next", { onClick: () => setN(n + 1) }),
    kinds[kind]?.() ?? ft.Text(),
    kind === 1 ? Nothing() : Counter({ label: "sometimes" }),
    cached,
    ft.Text("row"),
    Level(n < 3 ? "mid" : "deep", () =>
      Nest({ items: [Show(), Level("low", () => Show()), Show()] }),
    ),
    Show(),
    ft.Text(`visible ${n}`, { visible: kind !== 2 }),
    ...(kind ? [Counter({ label: "tail", key: "tail" })] : []),
    Counter({ label: "end", key: "end" }),
  ]);
});

ft.run((page) => page.render(App));
