import { FlotillaError } from "@flotilla/protocol";
import { createMemoryStore, ManualClock, type Processes } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { eventually, OpenGateway } from "../testing/open-gateway.ts";
import { TestClient } from "../testing/test-client.ts";

const hour = 3_600_000;
const limits = {
  registrationsPerMinute: 1e6,
  connectionsPerAddress: 1e6,
  unknownSessionsPerMinute: 1e6,
};

/** Registers so many visitors who leave again; their sessions are all due at the same moment. */
async function abandoned(opened: OpenGateway, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let left = count; left > 0; left -= 100) {
    const clients = await Promise.all(
      Array.from({ length: Math.min(100, left) }, () => TestClient.register(opened.ws)),
    );
    for (const client of clients) {
      ids.push(client.sessionId);
      client.cut();
    }
  }
  await eventually(
    async () => expect(await opened.store.sessions.count({ state: "detached" })).toBe(count),
    20_000,
  );
  return ids;
}

const closesOf = (opened: OpenGateway): string[] =>
  opened.app.journal.filter((line) => line.startsWith("close"));

test("many sessions that are due at once are each closed exactly once", async () => {
  const clock = new ManualClock();
  const store = createMemoryStore({ clock });
  await using one = await OpenGateway.start({ store, limits, capacity: 10_000 });
  await using two = await OpenGateway.start({ store, limits, isCold: true });
  const ids = await abandoned(one, 1_200); // more than one sweep takes at a time
  clock.advance(hour);
  await eventually(() => expect(closesOf(one)).toHaveLength(ids.length), 20_000);
  expect(closesOf(one).sort()).toEqual(ids.map((id) => `close ${id} expired`).sort());
  const ends = 'flotilla_session_duration_seconds_count{end="idle"}';
  expect((await one.metric(ends)) + (await two.metric(ends))).toBe(ids.length);
  expect(await store.sessions.count({})).toBe(0);
  expect((await store.processes.list("t", "counter"))[0]?.seats).toBe(0);
}, 120_000);

test("who comes back at the last moment has the session or a new one, never half of it", async () => {
  await using opened = await OpenGateway.start({ limits, capacity: 10_000 });
  const ids = await abandoned(opened, 300);
  opened.clock.advance(hour);
  const clients = await Promise.all(ids.map((id) => TestClient.register(opened.ws, id)));
  const kept = clients.filter((client, at) => client.sessionId === ids[at]);
  await eventually(
    async () => expect(await opened.store.sessions.count({})).toBe(clients.length),
    20_000,
  );
  await eventually(() => expect(closesOf(opened)).toHaveLength(ids.length - kept.length), 20_000);
  const ended = new Set(closesOf(opened).map((line) => line.split(" ")[1]));
  for (const client of kept) expect(ended).not.toContain(client.sessionId);
  for (const client of clients) expect(await client.click()).toBe(1);
  for (const client of clients) client.cut();
}, 120_000);

test("a process hears that a session is over, though the store takes nothing more", async () => {
  const clock = new ManualClock();
  const real = createMemoryStore({ clock });
  const processes: Processes = new Proxy(real.processes, {
    get: (target, name) =>
      name === "unreserve"
        ? () => Promise.reject(new FlotillaError("STORE_UNAVAILABLE", "away"))
        : Reflect.get(target, name, target).bind(target),
  });
  const store = new Proxy(real, {
    get: (target, name) => (name === "processes" ? processes : Reflect.get(target, name, target)),
  });
  await using opened = await OpenGateway.start({ store });
  const client = await TestClient.register(opened.ws);
  await client.close();
  await eventually(async () =>
    expect(await real.sessions.get(client.sessionId)).toMatchObject({ state: "detached" }),
  );
  clock.advance(hour + 1);
  await eventually(() => expect(closesOf(opened)).toEqual([`close ${client.sessionId} expired`]));
});
