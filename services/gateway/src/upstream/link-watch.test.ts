import { expect, test } from "@jest/globals";
import { LinkWatch, type ProcessHealth } from "./link-watch.ts";

function world(healths: readonly ProcessHealth[], isAnswering: () => boolean) {
  const events: string[] = [];
  let asked = 0;
  const watch = new LinkWatch(
    {
      ping: () => {
        if (isAnswering()) queueMicrotask(() => watch.heard());
      },
      ask: async () => {
        const health = healths[Math.min(asked, healths.length - 1)];
        asked += 1;
        return health;
      },
      onSilent: (isSilent) => events.push(isSilent ? "silent" : "back"),
      onDead: () => {
        events.push("dead");
        watch.stop();
      },
    },
    { beatMs: 5, doubtBeats: 2 },
  );
  return { watch, events, asked: () => asked };
}

async function until(isDone: () => boolean): Promise<void> {
  for (const end = performance.now() + 20_000; !isDone(); ) {
    if (performance.now() > end) throw new Error("it did not happen");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test("[LNK15] a link is ended when nothing comes though the process answers its worker twice", async () => {
  const { events, asked } = world(["busy", "answers", "busy", "answers"], () => false);
  await until(() => events.includes("dead"));
  expect([events, asked()]).toEqual([["silent", "dead"], 5]);
});

test("[LNK15] a link to a dead process is ended at once", async () => {
  const { events, asked } = world(["dead"], () => false);
  await until(() => events.includes("dead"));
  expect([events, asked()]).toEqual([["silent", "dead"], 1]);
});

test.each([["busy"], [undefined]] as const)(
  "[LNK15] while the worker says %s the link stays, and clients hear when it is back",
  async (health) => {
    let isAnswering = false;
    const { watch, events, asked } = world([health], () => isAnswering);
    await until(() => asked() > 5);
    isAnswering = true;
    await until(() => events.length === 2);
    watch.stop();
    expect(events).toEqual(["silent", "back"]);
  },
);
