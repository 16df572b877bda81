import { setTimeout as sleep } from "node:timers/promises";
import { decodeExtension } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { TestClient, type TestInit } from "../session/testing/test-client.ts";

const plain = { durability: "async" } as const;
const numbered = { durability: "async", extension: { ack: 1 } } as const;

/** The names of the parts in a checkpoint. */
const names = (checkpoint: { readonly parts: object } | undefined) =>
  checkpoint && Object.keys(checkpoint.parts).sort();

/** What the client was told to be applied and kept. */
function acks(client: TestClient): unknown[] {
  return client.take().flatMap(([action, { packet }]) => {
    if (action !== -1) return [];
    const ack = decodeExtension(packet as Uint8Array);
    return ack?.kind === "ack" ? [[ack.low, ...ack.others]] : [];
  });
}

/** Waits until something holds. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error("it never came to hold");
    await sleep(5);
  }
}

/** A page with a button for each function. */
async function open(
  functions: Record<string, (page: ft.Page) => unknown>,
  init: TestInit = plain,
): Promise<{ client: TestClient; click: (name: string, number?: number) => void }> {
  const buttons = new Map<string, ft.Button>();
  const client = new TestClient((page) => {
    for (const [name, onClick] of Object.entries(functions)) {
      buttons.set(name, ft.Button(name, { onClick: () => onClick(page) }));
    }
    page.add(...buttons.values());
  }, init);
  await client.open();
  const click = (name: string, number?: number) => {
    const target = buttons.get(name)?.controlId ?? 0;
    if (number === undefined) client.event(target, "click");
    else client.input(number, 3, { target, name: "click", data: null });
  };
  return { client, click };
}

test("the first checkpoint is whole, later ones hold what has changed", async () => {
  const { client, click } = await open({
    more: ({ session }) => session.store.set("n", (session.store.get<number>("n") ?? 0) + 1),
    push: ({ session }) => session.store.get<number[]>("list")?.push(1),
    list: ({ session }) => session.store.set("list", [0]),
    remove: ({ session }) => session.store.remove("n"),
    nothing: () => {},
  });
  const first = client.keep();
  expect([first?.n, first?.whole, names(first)]).toEqual([1, true, ["m", "p"]]);
  click("more");
  click("list");
  expect(names(client.keep())).toEqual(["s:list", "s:n"]);
  click("nothing");
  expect(client.keep()).toBe(undefined);
  click("push");
  const second = client.keep();
  expect([second?.n, second?.whole, names(second)]).toEqual([3, false, ["s:list"]]);
  click("remove");
  expect(client.keep()?.parts).toEqual({ "s:n": null });
});

test("a checkpoint is asked for once a turn, and only after something ran", async () => {
  const { client, click } = await open({ x: () => {} });
  client.keep();
  client.due = 0;
  expect(client.session.takeCheckpoint()).toBe(undefined);
  click("x");
  click("x");
  expect(client.due).toBe(1);
  client.keep();
  expect(client.due).toBe(1);
});

test("[EXT5] inputs are acknowledged once they are kept, those that still run are not", async () => {
  const release = Promise.withResolvers<void>();
  const { client, click } = await open({ quick: () => {}, slow: () => release.promise }, numbered);
  expect(client.take()[0]?.[1].page_patch).toMatchObject({
    _flotilla: { ack: 1, applied: 0, also: [], next: 1, restored: false },
  });
  client.keep();
  click("quick", 1);
  click("quick", 2);
  const checkpoint = client.keep("on its way");
  expect([names(checkpoint), acks(client)]).toEqual([["m"], []]);
  client.session.settleCheckpoint(checkpoint?.n ?? 0, "stored");
  expect(acks(client)).toEqual([[2]]);
  click("slow", 3);
  click("quick", 4);
  expect(client.keep()).toBe(undefined);
  release.resolve();
  await until(() => client.keep() !== undefined);
  expect(acks(client)).toEqual([[4]]);
});

test("handlers that go on do not hold up checkpoints for ever, and are not applied in them", async () => {
  const { client, click } = await open(
    { endless: () => new Promise(() => {}), more: ({ session }) => session.store.set("n", 1) },
    numbered,
  );
  client.keep();
  client.take();
  click("endless", 1);
  click("more", 2);
  expect(client.keep()).toBe(undefined);
  const asked = client.due;
  await until(() => client.due > asked);
  expect(names(client.keep())).toEqual(["m", "s:n"]);
  expect(acks(client)).toEqual([[0, 2]]);
  click("more", 3);
  expect(names(client.keep())).toEqual(["m"]);
  expect(acks(client)).toEqual([[0, 3]]);
});

test("[EXT5] an input that comes again is not applied again", async () => {
  let clicks = 0;
  const { client, click } = await open({ x: () => clicks++ }, numbered);
  for (const number of [1, 1, 3, 3, 2, 1]) click("x", number);
  expect(clicks).toBe(3);
  expect(() => click("x", 1_000_004)).toThrow(
    expect.objectContaining({ code: "EXTENSION_INVALID" }),
  );
  await client.session.detach("lost");
  await client.attach();
  client.keep();
  await client.session.detach("lost");
  client.take();
  await client.attach();
  expect(client.take()[0]?.[1].page_patch).toMatchObject({
    _flotilla: { applied: 3, also: [], next: 4, restored: false },
  });
});

test("a client without the extension gets plain packets, and its inputs have no numbers", async () => {
  let clicks = 0;
  const { client, click } = await open({ x: () => clicks++ });
  click("x", 1);
  click("x");
  client.keep();
  expect(clicks).toBe(1);
  expect(client.take().map(([action, body]) => [action, Object.keys(body)])).toEqual([
    [1, ["session_id", "page_patch", "error"]],
    [2, ["id", "patch"]],
  ]);
  expect(client.page).not.toHaveProperty("_flotilla");
});

test("what could not be stored is handed over whole, and acknowledged only then", async () => {
  const { client, click } = await open(
    { more: ({ session }) => session.store.set("n", 1) },
    numbered,
  );
  client.keep();
  click("more", 1);
  const failed = client.keep("on its way");
  click("more", 2);
  const built = client.keep("on its way");
  client.take();
  client.session.settleCheckpoint(failed?.n ?? 0, "failed");
  client.session.settleCheckpoint(built?.n ?? 0, "stored");
  expect(acks(client)).toEqual([]);
  let whole: ReturnType<typeof client.keep>;
  await until(() => {
    whole ??= client.keep(); // asked for again until the pause is over
    return whole !== undefined;
  });
  expect([whole?.whole, names(whole)]).toEqual([true, ["m", "p", "s:n"]]);
  expect(acks(client)).toEqual([[2]]);
});

test("no more than eight checkpoints are on their way, what follows is in one", async () => {
  const { client, click } = await open(
    { more: ({ session }) => session.store.set("n", (session.store.get<number>("n") ?? 0) + 1) },
    plain,
  );
  const made: (number | undefined)[] = [];
  for (let i = 0; i < 12; i++) {
    click("more");
    made.push(client.keep("on its way")?.n);
  }
  expect(made).toEqual([1, 2, 3, 4, 5, 6, 7, 8, ...Array(4).fill(undefined)]);
  const asked = client.due;
  client.session.settleCheckpoint(8, "stored");
  expect(client.due).toBe(asked + 1);
  expect(names(client.keep())).toEqual(["s:n"]);
});

test("a session that has another owner keeps nothing any more", async () => {
  const { client, click } = await open({ more: ({ session }) => session.store.set("n", 1) });
  const checkpoint = client.keep("on its way");
  expect(client.session.settleCheckpoint(checkpoint?.n ?? 0, "gone")).toBe(false);
  click("more");
  expect(client.keep()).toBe(undefined);
});

test("with durability sync nothing is shown before it is kept", async () => {
  let steps: (() => void) | undefined;
  const text = ft.Text("0");
  const client = new TestClient(
    (page) => {
      page.add(
        text,
        ft.Button("x", {
          onClick: async () => {
            text.value = "1";
            page.session.store.set("n", 1);
            page.update();
            await new Promise<void>((resolve) => {
              steps = resolve;
            });
            text.value = "2";
            page.session.store.set("n", 2);
            page.update();
          },
        }),
      );
    },
    { ...numbered, durability: "sync" },
  );
  await client.open();
  expect(client.take()).toEqual([]);
  client.keep();
  expect(client.take().map(([action]) => action)).toEqual([1, 2]);
  client.input(1, 3, { target: text.controlId + 1, name: "click", data: null });
  expect(client.take()).toEqual([]);
  const running = client.keep("on its way");
  expect([names(running), client.take()]).toEqual([["m", "s:n"], []]);
  client.session.settleCheckpoint(running?.n ?? 0, "stored");
  expect(client.take().map(([action]) => action)).toEqual([2]);
  steps?.();
  await until(() => client.session.isIdle);
  const done = client.keep("on its way");
  client.session.settleCheckpoint(done?.n ?? 0, "failed");
  expect(client.take()).toEqual([]);
  await until(() => client.keep() !== undefined);
  expect(
    client
      .take()
      .map(([action]) => action)
      .sort(),
  ).toEqual([-1, 2]);
});

test("with durability sync nothing waits when nothing is to be kept", async () => {
  const text = ft.Text("0");
  const { client, click } = await open(
    {
      show: (page) => {
        if (text.controlId === 0) page.add(text);
        else text.value += "x";
      },
    },
    { durability: "sync" },
  );
  client.keep();
  client.take();
  click("show");
  expect([client.take(), client.keep()]).toEqual([[], undefined]);
  expect(client.take().map(([action]) => action)).toEqual([2]);
});

test("a value that cannot be kept is refused, the earlier one stays", async () => {
  const client = await new TestClient((page) => {
    page.session.store.set("cart", { items: [1] });
    const bad: unknown = { items: [0, { onClick: () => {} }] };
    page.session.store.set("cart", bad);
  }).open();
  expect(client.crashes.map(String)).toEqual([
    "FlotillaError: cart.items[1].onClick: a function cannot be kept with the session: only data can",
  ]);
  expect(client.session.session.store.get("cart")).toEqual({ items: [1] });
});

test("a value that became unkeepable later is left out, with one line; the rest is kept", async () => {
  const { client, click } = await open({
    set: ({ session }) => {
      session.store.set<Record<string, unknown>>("cart", { n: 1 });
      session.store.set("other", 1);
    },
    spoil: ({ session }) => {
      Object.assign(session.store.get("cart") ?? {}, { onClick: () => {} });
      session.store.set("other", 2);
    },
  });
  click("set");
  client.keep();
  click("spoil");
  expect(client.keep()?.parts).toEqual({ "s:cart": null, "s:other": expect.anything() });
  click("spoil");
  expect(client.keep()).toBe(undefined);
  expect(client.logs).toEqual([
    'page.session.store "cart" is not kept with the session: cart.onClick: a function cannot be kept with the session: only data can',
  ]);
});

test("too much is told once with its biggest parts, and kept again when it is less", async () => {
  const { client, click } = await open(
    {
      big: ({ session }) => session.store.set("photos", "x".repeat(4 * 2 ** 20)),
      bigger: ({ session }) => session.store.set("sounds", "x".repeat(2 ** 20)),
      small: ({ session }) => session.store.set("photos", ""),
    },
    numbered,
  );
  client.keep();
  client.take();
  click("big", 1);
  expect(client.keep()).toBe(undefined);
  click("bigger", 2);
  expect([client.keep(), acks(client)]).toEqual([undefined, []]);
  expect(client.logs).toEqual([
    'STATE_TOO_BIG: what a session keeps has 4097 KiB, more than 4096 KiB (page.session.store "photos": 4097 KiB); the last checkpoint stays',
  ]);
  click("small", 3);
  await until(() => client.keep() !== undefined);
  expect(acks(client)).toEqual([[3]]);
  expect(Object.keys(client.kept).sort()).toEqual(["m", "p", "s:photos", "s:sounds"]);
});

test("large values that are changed in place are looked at once a second", async () => {
  const list: unknown[] = ["x".repeat(100_000)];
  const { client, click } = await open({
    set: ({ session }) => session.store.set("list", list),
    push: () => list.push(1),
    count: ({ session }) => session.store.set("n", (session.store.get<number>("n") ?? 0) + 1),
  });
  click("set");
  client.keep();
  await until(() => {
    click("push");
    click("count");
    return names(client.keep())?.includes("s:list") === false; // it was looked at a moment ago
  });
  const asked = client.due;
  await until(() => client.due > asked);
  expect(names(client.keep())).toEqual(["s:list"]);
});
