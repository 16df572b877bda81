import { setTimeout as sleep } from "node:timers/promises";
import * as ft from "@flotilla/sdk";

let log: string[] = [];
const note = (text: string) => {
  log.push(text);
};

const Leaf = ft.component(({ name, n }: { name: string; n: number }) => {
  const renders = ft.useRef(0);
  renders.current += 1;
  ft.useEffect(
    () => note(`+${name}${n}`),
    [n],
    () => note(`-${name}${n}`),
  );
  ft.onMounted(() => note(`in ${name}`));
  ft.onUnmounted(() => note(`out ${name}`));
  return ft.Text(`${name} ${n} r${renders.current}`);
});

const Twice = ft.component(({ n }: { n: number }) => {
  const [double, setDouble] = ft.useState(0);
  const [square, setSquare] = ft.useState(0);
  ft.useEffect(() => setDouble(n * 2), [n]);
  ft.useEffect(() => setSquare(double * double), [double]);
  return ft.Text(`${n} ${double} ${square}`);
});

const App = ft.component(() => {
  const [n, setN] = ft.useState(0);
  const [there, setThere] = ft.useState(true);
  const [seen, setSeen] = ft.useState("");
  const [word, setWord] = ft.useState("idle");
  ft.useEffect(() => note(`app ${n}`), [n]);
  const later = async () => {
    setWord("waiting");
    await sleep(10);
    setWord("done");
    setN((n) => n + 1);
    setN((n) => n + 1);
  };
  const thrice = () => {
    setN(n + 1);
    setN(n + 1);
    setN((n) => n + 1);
  };
  const show = () => {
    setSeen(log.join(" "));
    log = [];
  };
  return ft.Column([
    ft.Button("more", { onClick: () => setN(n + 1) }),
    ft.Button("same", { onClick: () => setN(n) }),
    ft.Button("toggle", { onClick: () => setThere(!there) }),
    ft.Button("later", { onClick: later }),
    ft.Button("thrice", { onClick: thrice }),
    ft.Button("show", { onClick: show }),
    there
      ? ft.Column([Leaf({ name: "a", n }), Leaf({ name: "b", n: Math.floor(n / 2) })])
      : ft.Text("nobody"),
    Twice({ n }),
    ft.Text(word),
    ft.Text(seen),
  ]);
});

ft.run((page) => {
  log = [];
  page.render(App);
});
