import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createStore } from "@flotilla/store";
import { RedisServer } from "@flotilla/store/testing";
import { expect, test } from "@jest/globals";
import { app, open, shop } from "./testing/shop-app.ts";

test.each([
  ["without what it held", "no"],
  ["with what it held", "yes"],
])(
  "a Redis that comes back %s is told of control again, and what needs it works again",
  async (_what, appendonly) => {
    const dir = await mkdtemp(join(tmpdir(), "flotilla-control-redis-"));
    const redis = await RedisServer.start({ dir, appendonly });
    const { port } = redis;
    const store = await createStore(redis.url);
    const opened = await open({}, { store });
    const { control, owner: token } = opened;
    const list = () => opened.call("GET", "/teams/crew/apps", { token });
    expect((await opened.deploy(token, shop, app("one"))).status).toBe(200);

    await redis[Symbol.asyncDispose]();
    const away = await list();
    const first = (await opened.catalog.app("crew", "shop"))?.live;
    await using again = await RedisServer.start({ port, dir, appendonly });
    await until(async () =>
      (await store.nodes.list("control")).some(({ id }) => id === control.id),
    );
    const back = await list();
    const second = await (await opened.deploy(token, shop, app("two"))).json();
    await opened[Symbol.asyncDispose]();

    expect([away.status, await away.json()]).toMatchObject([503, { code: "STORE_UNAVAILABLE" }]);
    expect(back.status).toBe(200);
    expect(second).toMatchObject({ event: "deployed", changed: true });
    expect(second.release).not.toBe(first);
    expect((await again.command(["KEYS", "*control*"])).trim()).toBe("");
    await rm(dir, { recursive: true, force: true });
  },
  60_000,
);

test("where its store is away when it starts, control says so and listens to nobody", async () => {
  const redis = await RedisServer.start();
  const store = await createStore(redis.url);
  const listening = () =>
    process.getActiveResourcesInfo().filter((name) => name === "TCPServerWrap").length;
  const before = listening();
  const beforeStart = () => redis[Symbol.asyncDispose]();

  await expect(open({}, { store, beforeStart })).rejects.toMatchObject({
    code: "STORE_UNAVAILABLE",
  });

  await until(async () => listening() === before);
  await store.stop();
}, 60_000);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 30_000; !(await holds().catch(() => false)); ) {
    if (performance.now() > end) throw new Error("expected it to hold by now");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
