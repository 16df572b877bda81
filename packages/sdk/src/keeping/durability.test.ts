import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { TestClient } from "../session/testing/test-client.ts";
import { acks, names, numbered, open, until } from "./testing/kept-client.ts";

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
