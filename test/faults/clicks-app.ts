import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What an app process did, in milliseconds of the machine's steady clock. */
export interface Effect {
  readonly at: number;
  readonly type: "boot" | "main" | "connect" | "disconnect" | "close" | "click";
  readonly process: string;
  readonly pid: number;
  readonly session?: string;
  /** Which run of `main` in its process it belongs to. */
  readonly run?: number;
  readonly n?: number;
  readonly data?: string;
}

/** How a program keeps which clicks it has seen: in its session's store, or in the state of a component. */
export type Style = "imperative" | "declarative";

const head = `
import { appendFileSync } from "node:fs";
import process from "node:process";
const own = process.cwd().split("/").at(-2);
const note = (effect) => appendFileSync("effects", JSON.stringify({
  at: Number(process.hrtime.bigint() / 1000n) / 1000, process: own, pid: process.pid, ...effect,
}) + "\\n");
note({ type: "boot" });
let runs = 0;
function begin(page) {
  const run = ++runs;
  const tell = (type, more) => note({ type, session: page.sessionId, run, ...more });
  tell("main");
  let ticks = 0;
  const ticking = setInterval(() => page.session.store.set("ticks", ++ticks), TICK_MS);
  page.onConnect = () => tell("connect");
  page.onDisconnect = (e) => tell("disconnect", { data: e.data });
  page.onClose = (e) => {
    clearInterval(ticking);
    tell("close", { data: e.data });
  };
  return { tell, name: own + "/" + run };
}`;

const imperative = `
ft.run((page) => {
  const { tell, name } = begin(page);
  const { store } = page.session;
  const seen = ft.Text((store.get("seen") ?? []).join(","));
  const click = (e) => {
    const n = Number(e.data);
    tell("click", { n });
    store.set("seen", [...(store.get("seen") ?? []), n]);
    seen.value = store.get("seen").join(",");
  };
  page.add(seen, ft.Text(name), ft.Button("click", { onClick: click }),
    ft.Button("bye", { onClick: () => page.close("user") }));
});`;

const declarative = `
const Clicks = ft.component(({ tell, name, page }) => {
  const [seen, setSeen] = ft.useState([]);
  const click = (e) => {
    const n = Number(e.data);
    tell("click", { n });
    setSeen((before) => [...before, n]);
  };
  return ft.Column([ft.Text(seen.join(",")), ft.Text(name), ft.Button("click", { onClick: click }),
    ft.Button("bye", { onClick: () => page.close("user") })]);
}, "Clicks");
ft.run((page) => {
  const { tell, name } = begin(page);
  page.render(() => Clicks({ tell, name, page }));
});`;

/** A program that shows the clicks it has seen, changes what it keeps now and then by itself, and writes each thing that it does to a file of its process; `version` makes a release of its own. */
export function clicksApp(style: Style, version: number, tickMs = 1_000): string {
  const body = style === "imperative" ? imperative : declarative;
  return `const TICK_MS = ${tickMs};\n${head}\n${body}\n// ${version}`;
}

/** What app processes have written so far. */
export async function readEffects(folder: string): Promise<readonly Effect[]> {
  const names = await readdir(folder);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts
    .flatMap((text) => text.split("\n"))
    .filter((line) => line.endsWith("}"))
    .map((line) => JSON.parse(line) as Effect)
    .sort((a, b) => a.at - b.at);
}
