import { createMemoryStore, ManualClock, type Store } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { LoginDesk } from "./login-desk.ts";

const state = "A".repeat(22);
const ttlMs = 1_000;

async function openDesk(): Promise<{ desk: LoginDesk; store: Store; clock: ManualClock }> {
  const clock = new ManualClock();
  const store = createMemoryStore({ clock });
  for (const [id, processId] of [
    ["mine", "p1"],
    ["theirs", "p2"],
  ] as const) {
    await store.sessions.create({
      id,
      team: "t",
      app: "a",
      release: "r",
      state: "attached",
      owner: { workerId: "w", processId, socketPath: "/run/app.sock" },
      epoch: 1,
      claimId: "c",
      connection: null,
      client: { ip: "", userAgent: "" },
      secretHash: null,
      ttlMs: 60_000,
      recoveries: 0,
    } as Parameters<Store["sessions"]["create"]>[0]);
  }
  const desk = new LoginDesk({ store, team: "t", app: "a", processId: "p1", ttlMs, clock });
  return { desk, store, clock };
}

const ask = (changes: Record<string, unknown> = {}) =>
  ({ type: "login", n: 7, session: "mine", state, ...changes }) as const;

test("a sign-in of an own session is kept for its team and app, with where to go on", async () => {
  const { desk, store } = await openDesk();
  expect(await desk.answer(ask({ completeRoute: "/home" }))).toEqual({ type: "login", n: 7 });
  expect(await store.logins.take("t", "a", state)).toEqual({
    team: "t",
    app: "a",
    state,
    sessionId: "mine",
    completePageHtml: null,
    completeRoute: "/home",
  });
});

test.each([
  ["a session of another process", { session: "theirs" }],
  ["an unknown session", { session: "nobody" }],
  ["a state that could be guessed", { state: "1" }],
  ["a state with other characters", { state: `${"A".repeat(30)}\n` }],
  ["a page that is too long", { completePageHtml: "x".repeat(20_000) }],
  ["an address for a route", { completeRoute: "https://evil.test/" }],
])("%s is refused", async (_, changes) => {
  const { desk, store } = await openDesk();
  expect(await desk.answer(ask(changes))).toMatchObject({ n: 7, error: expect.any(String) });
  expect(await store.logins.find("t", "a", state)).toBeUndefined();
});

test("a state is used once, and a process has a thousand waiting sign-ins at most", async () => {
  const { desk, clock } = await openDesk();
  expect(await desk.answer(ask())).toEqual({ type: "login", n: 7 });
  expect(await desk.answer(ask())).toMatchObject({ error: expect.stringContaining("taken") });
  const more = (i: number) => desk.answer(ask({ state: `${"B".repeat(22)}${i}` }));
  for (let i = 0; i < 998; i++) expect(await more(i)).toEqual({ type: "login", n: 7 });
  expect(await more(998)).toMatchObject({ error: expect.stringContaining("1000") });
  clock.advance(ttlMs);
  expect(await more(999)).toEqual({ type: "login", n: 7 });
});
