import { once } from "node:events";
import { FlotillaError } from "@flotilla/protocol";
import { createMemoryStore, ManualClock, type Sessions, type Store } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { OpenGateway, token } from "../testing/open-gateway.ts";
import { registerPacket, TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

/** A store to one of whose steps of sessions something happens before it is taken. */
function before(real: Store, step: keyof Sessions, happen: () => Promise<void>): Store {
  const sessions: Sessions = new Proxy(real.sessions, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name !== step) return value.bind(target);
      return async (...args: readonly unknown[]) => {
        await happen();
        return await Reflect.apply(value, target, args);
      };
    },
  });
  return new Proxy(real, {
    get: (target, name) => (name === "sessions" ? sessions : Reflect.get(target, name, target)),
  });
}

test("a client that comes back while the store fails is told so, and has its session the next time", async () => {
  let isAway = false;
  const real = createMemoryStore({ clock: new ManualClock() });
  const fail = async (): Promise<void> => {
    if (isAway) throw new FlotillaError("STORE_UNAVAILABLE", "away");
  };
  const store = before(before(real, "claim", fail), "detach", fail);
  await using opened = await OpenGateway.start({ isCold: true, store });
  await using worker = await WorkerStandIn.start(real, token);
  const first = await TestClient.register(opened.ws);
  expect(await first.click()).toBe(1);
  await first.close();
  const [app] = worker.apps;
  if (app === undefined) throw new Error("no process");
  await worker.kill(app);
  isAway = true;
  using refused = new TestClient(opened.ws);
  await once(refused.ws, "open");
  refused.ws.send(registerPacket(first.sessionId));
  expect((await refused.closed).code).toBe(1013);
  isAway = false;
  using back = await TestClient.register(opened.ws, first.sessionId);
  expect(back.sessionId).toBe(first.sessionId);
}, 30_000);

test("a client that comes back just as its session goes on elsewhere keeps it", async () => {
  const real = createMemoryStore({ clock: new ManualClock() });
  let id = "";
  let claims = 0;
  const store = before(real, "attach", async () => {
    const record = await real.sessions.get(id);
    if (claims > 0 || record?.owner == null) return;
    claims += 1;
    await real.sessions.suspend(id, record);
    const { owner, release } = record;
    const claim = { owner, release, claimId: "another", isSuspect: false, windowMs: 60_000 };
    await real.sessions.claim(id, record, claim);
  });
  await using opened = await OpenGateway.start({ store });
  const first = await TestClient.register(opened.ws);
  expect(await first.click()).toBe(1);
  id = first.sessionId;
  first.cut();
  using back = await TestClient.register(opened.ws, id);
  expect(claims).toBe(1);
  expect(back.sessionId).toBe(id);
}, 30_000);
