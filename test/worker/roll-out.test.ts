import { encodeLiveRelease, releaseChannel } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { KeepingClient } from "./keeping-client.ts";
import { openWorld, until, type World } from "./world.ts";

const patienceMs = 30_000;
const idleMs = 300;

const counter = (version: number): string => `
import * as ft from "@flotilla/sdk";
ft.run((page) => {
  const text = ft.Text("v${version}");
  page.onClose = (e) => console.log("closed: " + e.data);
  page.add(text, ft.Button("wait", { onClick: () => new Promise(() => { text.value = "waits"; page.update(); }) }));
});
`;

/** Makes a release of the app the live one, and says so. */
async function goLive({ catalog, store }: World, release: string): Promise<void> {
  await catalog.createApp("crew", "app");
  await catalog.activate("crew", "app", release);
  const live = { team: "crew", app: "app", release };
  await store.bus.publish(releaseChannel, encodeLiveRelease(live));
}

async function start(world: World, version: number, deploy: object) {
  const run = await world.run("crew", counter(version), { deploy });
  await goLive(world, run.release.id);
  return run;
}

async function open(world: World, run: Awaited<ReturnType<typeof start>>) {
  const client = await KeepingClient.start(world, run);
  client.hasPlace = false;
  await until(() => client.replies > 0 || undefined, patienceMs, "a page");
  return client;
}

test("sessions stay on their release unless the live one asks for them, and go back with a rollback", async () => {
  await using world = await openWorld({ maxTier: "none", idleMs });
  await world.catalog.createTeam("crew");
  const first = await start(world, 1, { sessions: "move" });
  using client = await open(world, first);
  const second = await start(world, 2, { sessions: "stay" });
  await goLive(world, second.release.id);
  expect(client.asked).toBe(0);
  const third = await start(world, 3, { sessions: "move", deadline: "10m" });
  await until(() => client.asked > 0 || undefined, patienceMs, "that it asks for a place");
  expect((await second.process.ended).reason).toBe("ok"); // nobody was on it

  await goLive(world, first.release.id);
  const { asked } = client;
  expect((await third.process.ended).reason).toBe("ok");
  expect(client.asked).toBe(asked);
  expect(first.process.state).toBe("ready");
});

test("at the deadline of a release sessions move in the middle of what they do", async () => {
  await using world = await openWorld({ maxTier: "none", idleMs });
  await world.catalog.createTeam("crew");
  const first = await start(world, 1, {});
  using client = await open(world, first);
  client.click(1);
  await until(() => client.texts.includes("waits") || undefined, patienceMs, "the handler");
  client.hasPlace = true;
  await start(world, 2, { sessions: "move", deadline: "1s" });
  await until(() => client.detaches[0], patienceMs, "the session to leave");
  expect(client.detaches).toEqual([{ reason: "moved" }]);
  const record = await world.store.sessions.get(client.sessionId);
  expect(record).toMatchObject({ owner: null, isMoving: true });
  expect((await world.appLines("crew")).map(({ text }) => text)).not.toContain("closed: release");
});
