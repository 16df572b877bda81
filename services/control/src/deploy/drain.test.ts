import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { TestControl } from "../testing/open-control.ts";
import { app, open, shop } from "../testing/shop-app.ts";
import { Semaphore } from "./semaphore.ts";

const streamed = "application/x-ndjson";

/** Begins a deploy and resolves when it tries its release; the try goes on until it is let. */
async function begin(opened: TestControl & { owner: string }, text: string) {
  const { promise: isTried, resolve: tried } = Promise.withResolvers<void>();
  const { promise: isLet, resolve: goOn } = Promise.withResolvers<void>();
  opened.starter.meanwhile = async () => {
    tried();
    await isLet;
  };
  const answer = opened.deploy(opened.owner, shop, app(text), streamed).then(lastLine);
  await isTried;
  return { answer, goOn };
}

async function lastLine(answer: Response): Promise<Record<string, unknown>> {
  return JSON.parse((await answer.text()).trim().split("\n").at(-1) ?? "");
}

test("a deploy that runs when control is asked to leave goes live and is answered", async () => {
  await using opened = await open();
  const { answer, goOn } = await begin(opened, "one");

  const drained = opened.control.drain();
  goOn();

  expect(await answer).toMatchObject({ event: "deployed", changed: true });
  await drained;
  expect(await opened.store.nodes.list("control")).toEqual([]);
});

test("a deploy that does not end in time is given up and told so: nothing has changed, nothing is left", async () => {
  await using opened = await open({}, { deployGraceMs: 1 });
  const live = await (await opened.deploy(opened.owner, shop, app("one"))).json();
  const { answer } = await begin(opened, "two");

  await opened.control.drain();

  expect(await answer).toMatchObject({
    event: "failed",
    status: 503,
    code: "DRAINING",
    title: expect.stringContaining("deploy again"),
  });
  expect((await opened.catalog.app("crew", "shop"))?.live).toBe(live.release);
  expect(await opened.catalog.releases("crew", "shop")).toHaveLength(1);
  expect(await readdir(join(opened.folder, "work", "deploys"))).toEqual([]);
});

test("a deploy that waits for its turn is told at once, the one before it ends", async () => {
  await using opened = await open({ deploysAtOnce: 1 });
  const { answer: first, goOn } = await begin(opened, "one");
  const second = opened.deploy(opened.owner, shop, app("two"), streamed).then(lastLine);
  await hasQueued(opened);

  const drained = opened.control.drain();

  expect(await second).toMatchObject({ event: "failed", code: "DRAINING" });
  goOn();
  expect(await first).toMatchObject({ event: "deployed" });
  await drained;
});

test("who waits for a turn and leaves does not take it from those behind", async () => {
  const turns = new Semaphore(1);
  const leaving = new AbortController();
  const first = await turns.take();
  const second = turns.take(leaving.signal);
  const third = turns.take();
  leaving.abort(new Error("left"));
  await expect(second).rejects.toThrow("left");
  expect(turns.waiting).toBe(1);
  first[Symbol.dispose]();
  using _turn = await third;
  await expect(turns.take(leaving.signal)).rejects.toThrow("left");
});

async function hasQueued({ control }: TestControl): Promise<void> {
  for (const end = performance.now() + 10_000; ; ) {
    const metrics = await (await fetch(`${control.url}/metrics`)).text();
    if (metrics.includes('flotilla_deploy_jobs{state="waiting"} 1')) return;
    if (performance.now() > end) throw new Error("the second deploy did not come to wait");
  }
}
