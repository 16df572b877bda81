// Codec, inbound scan, tree and link beside a plain way of doing the same, in one run; only the ratios mean something.
import {
  decode,
  encode,
  encodeMessage,
  Link,
  LinkType,
  scanInbound,
} from "../../packages/protocol/src/index.ts";
import { open } from "../../packages/protocol/src/link/link-pair.ts";
import {
  type ControlMap,
  ControlTree,
  diffControls,
  walkList,
} from "../../packages/tree/src/index.ts";
import { compare, printTable, type Row } from "./paired-rounds.ts";

const rows: Row[] = [];

function pageOf(count: number): ControlMap {
  const controls = Array.from({ length: count }, (_, i) => ({
    _c: "Text",
    _i: 10 + i,
    value: `row ${i}`,
    size: 12,
    color: "blue",
  }));
  return { _c: "Page", _i: 1, views: [{ _c: "View", _i: 3, controls }] };
}

const click = [3, { target: 10, name: "click", data: null }];
const onePatch = [2, { id: 9, patch: [[0], [0, 0, "value", "12"]] }];
const properties = Object.fromEntries(
  Array.from({ length: 20 }, (_, i) => [`property_${i}`, `value ${i}`]),
);
const wide = [2, { id: 9, patch: [[0], [0, 0, "style", properties]] }];
const messages = {
  click,
  "patch of one": onePatch,
  "patch of 20": wide,
  "page of 1,000": pageOf(1000),
};

for (const [name, value] of Object.entries(messages)) {
  const packed = encode(value);
  const text = JSON.stringify(value);
  rows.push(
    compare(
      `encode ${name} / JSON`,
      () => encode(value),
      () => JSON.stringify(value),
    ),
  );
  rows.push(
    compare(
      `decode ${name} / JSON`,
      () => decode(packed),
      () => JSON.parse(text),
    ),
  );
}

const packet = encodeMessage(3, { target: 10, name: "click", data: null });
rows.push(
  compare(
    "scan click / decode click",
    () => scanInbound(packet),
    () => decode(packet, undefined, 1),
  ),
);
const upload = encodeMessage(5, {
  control_id: 1,
  call_id: "c",
  result: new Uint8Array(1 << 20),
  error: null,
});
rows.push(
  compare(
    "scan 1 MiB answer / decode it",
    () => scanInbound(upload),
    () => decode(upload, undefined, 1),
  ),
);

function treeOf(count: number): ControlTree {
  const tree = new ControlTree();
  tree.merge(pageOf(count));
  return tree;
}

const small = treeOf(1000);
const large = treeOf(10_000);
let turn = 0;
const applyTo = (tree: ControlTree) => () =>
  tree.apply(10 + (turn++ % 1000), [[0], [0, 0, "value", `v${turn}`]]);
rows.push(compare("apply one change: 10,000 / 1,000 controls", applyTo(large), applyTo(small)));
rows.push(
  compare("apply one change / walk of 1,000 controls", applyTo(small), () => walk(small.page)),
);
const before = pageOf(1000);
const after = pageOf(1000);
const changed = (after.views as ControlMap[])[0]?.controls as ControlMap[];
(changed[500] as ControlMap).value = "changed";
rows.push(
  compare(
    "diff of 1,000 plain controls / JSON of them",
    () => diffControls(before, after),
    () => JSON.stringify(after),
  ),
);

const keys = Array.from({ length: 10_000 }, (_, i) => `k${i}`);
const inserted = keys.toSpliced(0, 0, "new");
const reversed = keys.toReversed();
const ignore = { add() {}, remove() {}, keep() {}, move() {} };
rows.push(
  compare(
    "walk 10,000 items, one inserted / same walk, none",
    () => walkList(keys, inserted, keys, inserted, ignore),
    () => walkList(keys, keys, keys, keys, ignore),
  ),
);
rows.push(
  compare(
    "walk 10,000 items reversed / same walk, none",
    () => walkList(keys, reversed, keys, reversed, ignore),
    () => walkList(keys, keys, keys, keys, ignore),
  ),
);

const crossing = linked();
rows.push(
  compare(
    "100 clicks over a link / their copies",
    () => crossing(packet, 100),
    () => copies(packet, 100),
  ),
);
const megabytes = new Uint8Array(4 << 20);
const sixteen = new Uint8Array(16 << 20);
rows.push(
  compare(
    "16 MiB over a link / 4 MiB (linear: 4)",
    () => crossing(sixteen, 1),
    () => crossing(megabytes, 1),
  ),
);

printTable(rows);

function walk(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + walk(item), 1);
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + walk(item), 1);
}

function copies(bytes: Uint8Array, count: number): Uint8Array[] {
  return Array.from({ length: count }, () => bytes.slice());
}

/** Both ends of a link in one process, with sockets that take everything at once. */
function linked(): (bytes: Uint8Array, count: number) => number {
  const turns: (() => void)[] = [];
  const schedule = (run: () => void): number => turns.push(run);
  const fail = (error: Error): void => {
    throw error;
  };
  let received = 0;
  const app: Link = new Link({
    side: "app",
    schedule,
    write: (chunk) => {
      gateway.receive(chunk);
      return true;
    },
    handler: { onPacket: () => true, onViolation: fail },
  });
  const gateway: Link = new Link({
    side: "gateway",
    schedule,
    write: (chunk) => {
      app.receive(chunk);
      return true;
    },
    handler: {
      onPacket(_, bytes) {
        received += bytes.length;
      },
      onViolation: fail,
    },
  });
  const run = (): void => {
    while (turns.length > 0) turns.shift()?.();
  };
  app.greet("a");
  gateway.greet("g");
  run();
  const session = gateway.allocate();
  gateway.send(session, LinkType.open, open);
  run();
  return (bytes, count) => {
    received = 0;
    for (let i = 0; i < count; i++) app.sendPacket(session, bytes);
    run();
    if (received !== bytes.length * count) throw new Error(`${received} bytes crossed`);
    return received;
  };
}
