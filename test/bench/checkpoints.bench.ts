// What keeping a session's state costs per click: CPU time in the app process, and bytes on their way to the worker.
import process from "node:process";
import { setImmediate } from "node:timers/promises";
import {
  checkpointBytes,
  encodeControl,
  encodeInput,
  encodeMessage,
} from "../../packages/protocol/src/index.ts";
import * as ft from "../../packages/sdk/src/index.ts";
import {
  AppSession,
  type Checkpoint,
  IdCounter,
  PubSubHub,
} from "../../packages/sdk/src/runtime.ts";
import { median } from "./median.ts";

const client = { ip: "", userAgent: "bench", pageUrl: "ws://bench/app", pageName: "app" };
const rounds = 9;
const clicks = 500;

interface App {
  readonly name: string;
  readonly main: (page: ft.Page) => void;
}

const Counter = ft.component(() => {
  const [n, setN] = ft.useState(0);
  return ft.Button("x", { onClick: () => setN(n + 1), data: n });
}, "Counter");

const Row = ft.component(({ n }: { n: number }) => {
  const [isOpen] = ft.useState(false);
  return ft.Text(`${n} ${isOpen}`);
}, "Row");

const Rows = ft.component(() => {
  const [rows] = ft.useState(() => Array.from({ length: 1_000 }, (_, i) => i));
  return ft.Column([Counter(), ...rows.map((n) => Row({ key: n, n }))]);
}, "Rows");

function counting(page: ft.Page, change: (turn: number) => void): void {
  let turn = 0;
  const text = ft.Text("0");
  const onClick = () => {
    text.value = String(++turn);
    change(turn);
  };
  page.add(ft.Button("x", { onClick }), text);
}

const apps: readonly App[] = [
  { name: "keeps nothing", main: (page) => counting(page, () => {}) },
  {
    name: "a number in the store",
    main: (page) => counting(page, (turn) => page.session.store.set("n", turn)),
  },
  {
    name: "100 objects in the store, one changed in place",
    main: (page) => {
      const todos = Array.from({ length: 100 }, (_, id) => ({ id, title: `task ${id}`, n: 0 }));
      page.session.store.set("todos", todos);
      counting(page, (turn) => {
        const todo = todos[turn % 100];
        if (todo) todo.n = turn;
      });
    },
  },
  { name: "a component with a state", main: (page) => page.render(Counter) },
  { name: "the same beside 1,000 with a state each", main: (page) => page.render(Rows) },
];

interface Opened {
  click(): number;
}

async function open({ main }: App, keeps: boolean, numbered: boolean): Promise<Opened> {
  let isDue = false;
  const keep = {
    durability: "async",
    due: () => {
      isDue = true;
    },
  } as const;
  const session = new AppSession({
    id: "b".repeat(22),
    app: { main, options: {} },
    hub: new PubSubHub(),
    ids: new IdCounter(),
    hooks: { publish() {}, log() {}, crashed() {} },
    ...(keeps && { keep }),
  });
  const connection = { send() {}, end() {} };
  await session.open({ route: "/", web: true }, client, connection, { ack: 1 });
  await setImmediate();
  const target = buttonOf(session);
  let number = 0;
  const take = (): number => {
    if (!isDue) return 0;
    isDue = false;
    const checkpoint: Checkpoint | undefined = session.takeCheckpoint();
    if (checkpoint === undefined) return 0;
    encodeControl({
      type: "checkpoint",
      session: session.id,
      epoch: 1,
      claimId: "c",
      ...checkpoint,
    });
    session.settleCheckpoint(checkpoint.n, "stored");
    return checkpointBytes(checkpoint.parts);
  };
  take();
  return {
    click() {
      const packet = encodeMessage(3, { target: target(), name: "click", data: null });
      session.receive(numbered ? encodeInput(++number, 1, packet) : packet);
      if (session.components.isActive) session.components.flush();
      return take();
    },
  };
}

/** The button of the page, which a render may have replaced by another one with the same id. */
function buttonOf(session: AppSession): () => number {
  for (let id = 3; id < 100; id++) {
    if (session.find(id) instanceof ft.Button) return () => id;
  }
  throw new Error("no button");
}

function measure(opened: Opened): { us: number; bytes: number } {
  let bytes = 0;
  const before = process.threadCpuUsage();
  for (let i = 0; i < clicks; i++) bytes += opened.click();
  const { user, system } = process.threadCpuUsage(before);
  return { us: (user + system) / clicks, bytes: bytes / clicks };
}

const table: Record<string, Record<string, number>> = {};
for (const app of apps) {
  const without = await open(app, false, false);
  const plain = await open(app, true, false);
  const numbered = await open(app, true, true);
  const us: [number[], number[], number[]] = [[], [], []];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    us[0].push(measure(without).us);
    us[1].push(measure(plain).us);
    const last = measure(numbered);
    us[2].push(last.us);
    bytes = last.bytes;
  }
  table[app.name] = {
    "µs without": Number(median(us[0]).toFixed(1)),
    "µs kept": Number(median(us[1]).toFixed(1)),
    "µs kept, numbered": Number(median(us[2]).toFixed(1)),
    "bytes a click": Math.round(bytes),
  };
}
console.table(table);
