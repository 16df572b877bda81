import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { localTeam } from "@flotilla/host";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { EmbeddedHost } from "../support/embedded-host.ts";
import { countOf, PressingVisitor } from "../support/pressing-visitor.ts";
import { until } from "../support/until.ts";
import type { WireClient } from "../support/wire-client.ts";

const patienceMs = 20_000;

/** Counts in the session's store; what it draws it builds anew each time. */
const imperative = `ft.run((page) => {
  const store = page.session.store;
  const count = ft.Text(String(store.get("count") ?? 0));
  const add = () => {
    store.set("count", (store.get("count") ?? 0) + 1);
    count.value = String(store.get("count"));
  };
  page.add(count, ft.Button("add", { onClick: add }), ft.Text("restored " + page.restored));
});`;

/** Counts in the state of a component. */
const declarative = `
const Counter = ft.component(() => {
  const [count, setCount] = ft.useState(0);
  return ft.Column([
    ft.Text(String(count)),
    ft.Button("add", { onClick: () => setCount((before) => before + 1) }),
  ]);
});
ft.run((page) => page.render(Counter));`;

/** Ends its process when asked to. */
const poison = `ft.run((page) => {
  const store = page.session.store;
  const count = ft.Text(String(store.get("count") ?? 0));
  const add = () => {
    store.set("count", (store.get("count") ?? 0) + 1);
    count.value = String(store.get("count"));
  };
  page.add(
    count,
    ft.Button("add", { onClick: add }),
    ft.Button("die", { onClick: () => process.exit(1) }),
  );
});`;

let world: EmbeddedHost;

beforeAll(async () => {
  world = await EmbeddedHost.start();
}, 120_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
}, 60_000);

const isQuiet = (client: WireClient): boolean => client.unacknowledged.size === 0;

/** Each test has apps of its own: one that keeps losing its processes waits for the next one. */
async function deploy(name: string, body: string, settings: object = {}): Promise<string> {
  await world.deploy(name, body, settings);
  return name;
}

const visit = (app: string, isNumbering: boolean, sessionId?: string) =>
  PressingVisitor.open(world.url(app), isNumbering, sessionId);

test("50 sessions that are clicked on come back when their processes are killed: nothing is lost or doubled", async () => {
  const apps = [await deploy("stores", imperative), await deploy("states", declarative)];
  const visitors = await Promise.all(
    Array.from({ length: 50 }, (_, i) => visit(apps[i % 2] ?? "", i % 4 < 2)),
  );
  const ids = visitors.map(({ client }) => client.sessionId);
  for (const visitor of visitors) visitor.pressOn(40);
  await until("clicks", () => visitors.every(({ seen }) => seen > 3) || undefined, patienceMs);
  const seen = visitors.map((visitor) => countOf(visitor.client));
  const killedAt = performance.now();
  await world.killApps();
  const times = await Promise.all(
    visitors.map(async (visitor) => {
      await visitor.replies(2);
      return performance.now() - killedAt;
    }),
  );
  await until(
    "more clicks",
    () => visitors.every((v, i) => v.seen > (seen[i] ?? 0)) || undefined,
    patienceMs,
  );
  await Promise.all(visitors.map((visitor) => visitor.rest()));
  await until(
    "acknowledgements",
    () => visitors.every(({ client }) => isQuiet(client)) || undefined,
    patienceMs,
  );
  for (const [i, { client, clicks, isNumbering }] of visitors.entries()) {
    expect([client.sessionId, client.crashes, client.patchErrors]).toEqual([ids[i], [], []]);
    const count = countOf(client);
    if (isNumbering) expect(count).toBe(clicks);
    else expect(count).toBeGreaterThanOrEqual(seen[i] ?? 0);
    expect(count).toBeLessThanOrEqual(clicks);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.ceil(times.length * share) - 1] ?? 0);
  process.stdout.write(`recovery of 50 sessions: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms\n`);
  for (const visitor of visitors) await visitor[Symbol.asyncDispose]();
}, 120_000);

test.each([
  ["store", imperative],
  ["hooks", declarative],
])(
  "a session that keeps its state in its %s goes on after two deaths in a row",
  async (name, body) => {
    await using visitor = await visit(await deploy(`twice-${name}`, body), true);
    for (const replies of [2, 3]) {
      await visitor.presses(3);
      await world.killApps();
      visitor.press(); // into the gap
      await visitor.replies(replies);
    }
    await visitor.counts(8);
  },
  120_000,
);

test("an app is told that it is restored", async () => {
  await using visitor = await visit(await deploy("told", imperative), false);
  expect(visitor.client.find({ c: "Text", n: 1 }).value).toBe("restored false");
  await visitor.presses(1);
  await world.killApps();
  await visitor.replies(2);
  expect(visitor.client.find({ c: "Text", n: 1 }).value).toBe("restored true");
}, 60_000);

test("a session whose process dies before it has kept anything begins anew, under its id", async () => {
  await world.deploy("fresh", 'ft.run((page) => { page.add(ft.Text("0"), ft.Button("add")); });');
  const opening = [true, false].map((isNumbering) => visit("fresh", isNumbering));
  const visitors = await Promise.all(opening);
  const ids = visitors.map(({ client }) => client.sessionId);
  await world.killApps();
  for (const visitor of visitors) await visitor.replies(2);
  expect(visitors.map(({ client }) => client.sessionId)).toEqual(ids);
  for (const visitor of visitors) await visitor[Symbol.asyncDispose]();
}, 60_000);

test.each([true, false])(
  "a detached session whose process died resumes (numbered inputs: %s)",
  async (isNumbering) => {
    const app = await deploy(`detached-${isNumbering}`, imperative);
    const first = await visit(app, isNumbering);
    await first.presses(3);
    const { sessionId } = first.client;
    await first[Symbol.asyncDispose]();
    await world.killApps();
    await using second = await visit(app, isNumbering, sessionId);
    expect([second.client.sessionId, countOf(second.client)]).toEqual([sessionId, 3]);
    await second.presses(1);
  },
  60_000,
);

test("a detached session without a process ends at its deadline", async () => {
  await world.deploy("short", imperative, { session: { ttl: "2s" } });
  const first = await visit("short", true);
  await first.presses(1);
  const { sessionId } = first.client;
  await first[Symbol.asyncDispose]();
  await world.killApps();
  await until(
    "its end",
    async () => {
      await sleep(5_000); // longer than its time and a sweep, as asking prolongs it
      await using late = await visit("short", true, sessionId);
      return late.client.sessionId !== sessionId || undefined;
    },
    2 * patienceMs,
  );
}, 60_000);

test("an input that kills the process each time ends its session, the others go on", async () => {
  await world.deploy("poison", poison);
  const visitors = await Promise.all([1, 2, 3, 4, 5].map(() => visit("poison", true)));
  const [bad, ...others] = visitors;
  for (const visitor of others) await visitor.presses(2);
  const closed = new Promise<unknown>((resolve) => bad?.client.socket.once("close", resolve));
  for (const visitor of others) visitor.press();
  bad?.client.event({ c: "Button", n: 1 }, "click");
  expect(await closed).toBe(1011);
  for (const visitor of others) {
    await visitor.counts(3);
    await visitor.presses(2);
    await visitor[Symbol.asyncDispose]();
  }
}, 120_000);

test("sessions move to a new release with what they have kept, also those without a client", async () => {
  await world.deploy("moving", imperative);
  await using numbering = await visit("moving", true);
  await using plain = await visit("moving", false);
  const away = await visit("moving", true);
  for (const visitor of [numbering, plain, away]) await visitor.presses(3);
  await away[Symbol.asyncDispose]();
  const release = await world.deploy("moving", imperative.replace('"restored "', '"second "'));
  numbering.press();
  await world.host.endOtherReleases(localTeam, "moving", release);
  for (const visitor of [numbering, plain]) await visitor.replies(2);
  await numbering.counts(4);
  await plain.counts(3);
  await using back = await visit("moving", true, away.client.sessionId);
  expect([back.client.sessionId, countOf(back.client)]).toEqual([away.client.sessionId, 3]);
  for (const { client } of [numbering, plain, back])
    expect(client.find({ c: "Text", n: 1 }).value).toBe("second true");
}, 120_000);

test("an app that does not respond is told to its visitors, and so is that it responds again", async () => {
  const app = await deploy(
    "slow",
    `ft.run((page) => {
      const block = () => { for (const end = Date.now() + 7_500; Date.now() < end; ); };
      page.add(ft.Text("0"), ft.Button("block", { onClick: block }));
    });`,
  );
  await using busy = await visit(app, true);
  await using neighbour = await visit(app, true);
  await using plain = await visit(app, false);
  busy.press();
  for (const { client } of [busy, neighbour]) {
    const told = () => (client.notices.length === 2 ? client.notices : undefined);
    const notices = await until("both notices", told, 2 * patienceMs);
    expect(notices).toEqual([{ type: "not_responding" }, { type: "responding" }]);
  }
  expect([busy.client.replies, plain.client.notices]).toEqual([1, []]);
}, 120_000);
