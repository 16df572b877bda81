import { expect, test } from "@jest/globals";
import { acks, names, numbered, open, plain, until } from "./testing/kept-client.ts";

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
