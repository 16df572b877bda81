import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import type { Restore } from "../keeping/restored-session.ts";
import type { Main } from "../run.ts";
import { TestClient } from "./testing/test-client.ts";

const kept = { durability: "async", extension: { ack: 1 } } as const;

/** Opens an app with what is kept of a session, as another process does. */
async function resume(main: Main, restore: Restore, page?: object): Promise<TestClient> {
  return await new TestClient(main, { ...kept, restore }).open({ route: "/", web: true, ...page });
}

test("an imperative app finds its store again, is told that it is restored, and draws before the page is sent", async () => {
  const main = (page: ft.Page) => {
    const cart = page.session.store.get<string[]>("cart") ?? [];
    page.session.store.set("cart", cart);
    page.add(
      ft.Text(`${page.restored} ${cart.join()}`),
      ft.Button("add", { onClick: () => cart.push("oar") }),
    );
  };
  const first = await new TestClient(main, kept).open();
  expect(first.session.page.restored).toBe(false);
  first.event(first.session.page.controls[1]?.controlId ?? 0, "click");
  first.keep();
  first.event(first.session.page.controls[1]?.controlId ?? 0, "click");
  first.keep();
  const second = await resume(main, first.restore);
  const [[action, reply] = [], ...rest] = second.take();
  expect([action, rest]).toEqual([1, []]);
  expect(JSON.stringify(reply?.page_patch)).toContain('"value":"true oar,oar"');
  expect(reply?.page_patch).toMatchObject({ _flotilla: { restored: true, next: 1 } });
  expect(second.session.page.restored).toBe(true);
});

test("what is kept of a restored session is not handed over again, only what changes", async () => {
  const main = ({ session: { store } }: ft.Page) => store.set("n", store.get<number>("n") ?? 7);
  const first = await new TestClient(main, kept).open();
  first.keep();
  const second = await resume(main, first.restore);
  expect(second.keep()).toBe(undefined);
  second.session.page.session.store.set("n", 8);
  expect(second.keep()).toMatchObject({ whole: false, parts: { "s:n": expect.anything() } });
});

test("the page waits for a main that goes on, for a second at most", async () => {
  const release = Promise.withResolvers<void>();
  const begun = performance.now();
  const first = await new TestClient(() => {}, kept).open();
  first.keep();
  const soon = await resume(async (page) => {
    await sleep(20);
    page.add(ft.Text("soon"));
  }, first.restore);
  expect(JSON.stringify(soon.page)).toContain('"soon"');
  expect(soon.take()).toHaveLength(1);
  const late = await resume(async (page) => {
    page.add(ft.Text("at once"));
    await release.promise;
    page.add(ft.Text("late"));
  }, first.restore);
  expect(performance.now() - begun).toBeGreaterThan(900);
  expect(JSON.stringify(late.page)).toContain('"at once"');
  release.resolve();
  await sleep(0);
  expect(JSON.stringify(late.page)).toContain('"late"');
});

test("a main that asks the client something gets its page to it first", async () => {
  const first = await new TestClient(() => {}, kept).open();
  first.keep();
  const client = await resume(async (page) => {
    page.add(ft.Text("asks"));
    await page.pushRoute("/there");
  }, first.restore);
  expect(client.take().map(([action]) => action)).toEqual([1, 5]);
  expect(JSON.stringify(client.page)).toContain('"asks"');
});

test("a component that sets states in its effects is sent as it is after them", async () => {
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    ft.useEffect(() => {
      if (n < 3) setN(n + 1);
    }, [n]);
    return ft.Text(`n=${n}`);
  }, "App");
  const first = await new TestClient(() => {}, kept).open();
  first.keep();
  const second = await resume((page) => page.render(App), first.restore);
  expect(second.take()).toHaveLength(1);
  expect(JSON.stringify(second.page)).toContain('"n=3"');
});

test("what a client that stayed has said since it registered is newer than its registration", async () => {
  const first = await new TestClient(() => {}, kept).open({ route: "/", width: 100, height: 50 });
  first.update(1, { route: "/ships/7", width: 300 });
  first.update(2, { top: 5 });
  first.update(2, { left: 6 });
  first.keep();
  const seen: unknown[] = [];
  const main = (page: ft.Page) => {
    seen.push([page.route, page.width, page.height, page.window.top, page.window.left]);
  };
  const fields = { route: "/", width: 100, height: 50 };
  const stayed = await resume(main, { ...first.restore, isStaying: true }, fields);
  await resume(main, first.restore, { ...fields, width: 200 });
  expect(seen).toEqual([
    ["/ships/7", 300, 50, 5, 6],
    ["/", 200, 50, null, null],
  ]);
  stayed.kept = first.kept;
  stayed.update(1, { height: 60 });
  stayed.keep();
  await resume(main, { ...stayed.restore, isStaying: true }, fields);
  expect(seen.at(-1)).toEqual(["/ships/7", 300, 60, 5, 6]);
});

test("[EXT5] inputs that were kept are not applied again, the others are", async () => {
  let clicks = 0;
  const button = () => ft.Button("x", { onClick: () => clicks++ });
  const main = (page: ft.Page) => page.add(button());
  const click = (client: TestClient, number: number) => {
    const target = client.session.page.controls[0]?.controlId ?? 0;
    client.input(number, 3, { target, name: "click", data: null });
  };
  const first = await new TestClient(main, kept).open();
  click(first, 1);
  click(first, 2);
  first.keep();
  click(first, 3);
  expect(clicks).toBe(3);
  const second = await resume(main, { ...first.restore, isStaying: true });
  expect(second.take()[0]?.[1].page_patch).toMatchObject({
    _flotilla: { applied: 2, also: [], next: 3, restored: true },
  });
  for (const number of [1, 2, 3]) click(second, number);
  expect(clicks).toBe(4);
});

const damaged: [string, (parts: Record<string, Uint8Array>) => void, string][] = [
  ["of another format", (parts) => Object.assign(parts, { m: Uint8Array.of(9) }), "format 9"],
  ["without its head", (parts) => void delete parts.m, "format undefined"],
  ["cut off", (parts) => Object.assign(parts, { m: parts.m?.subarray(0, 5) }), "cut off"],
  ["with a broken value", (parts) => Object.assign(parts, { "s:n": Uint8Array.of(1, 2) }), ""],
  ["with a broken page", (parts) => Object.assign(parts, { p: Uint8Array.of() }), ""],
  ["with broken hooks", (parts) => Object.assign(parts, { "c:App@0": parts.m }), ""],
];

test.each(damaged)("a session starts without a checkpoint %s", async (_, damage, reason) => {
  const main = (page: ft.Page) => {
    page.add(ft.Text(`${page.restored} ${page.session.store.get("n")}`));
    page.session.store.set("n", 1);
  };
  const first = await new TestClient(main, kept).open();
  first.keep();
  const { restore } = first;
  damage(restore.parts as Record<string, Uint8Array>);
  const second = await resume(main, restore);
  expect(JSON.stringify(second.page)).toContain('"false null"');
  expect(second.logs).toEqual([
    expect.stringContaining("what release r1 kept of it, which cannot be read"),
  ]);
  expect(second.logs[0]).toContain(reason);
  expect(second.crashes).toEqual([]);
  expect(second.keep()?.whole).toBe(true);
});

test("a failing main of a restored session shows its error on the page", async () => {
  const first = await new TestClient(() => {}, kept).open();
  first.keep();
  const second = await resume(() => {
    throw new Error("no");
  }, first.restore);
  expect(second.take().map(([action]) => action)).toEqual([1, 6]);
  expect(second.crashes.map(String)).toEqual(["Error: no"]);
});

test("a client that leaves while the session is restored changes nothing, the next one gets the one answer, with all that main has drawn", async () => {
  const release = Promise.withResolvers<void>();
  const first = await new TestClient(() => {}, kept).open();
  first.keep();
  const second = new TestClient(
    async (page) => {
      await release.promise;
      page.add(ft.Text("there"));
    },
    { ...kept, restore: first.restore },
  );
  const opened = second.open();
  await second.session.detach("lost");
  await second.attach();
  release.resolve();
  await opened;
  const [[action, reply] = [], ...rest] = second.take();
  expect([action, rest]).toEqual([1, []]);
  expect(JSON.stringify(reply?.page_patch)).toContain('"there"');
});
