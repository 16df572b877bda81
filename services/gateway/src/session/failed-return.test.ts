import { once } from "node:events";
import { FlotillaError } from "@flotilla/protocol";
import { createMemoryStore, ManualClock, type Sessions, type Store } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { OpenGateway, token } from "../testing/open-gateway.ts";
import { registerPacket, TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

/** A store that takes some steps of sessions no more while it is told so. */
function failing(real: Store, names: ReadonlySet<string>, isAway: () => boolean): Store {
  const sessions: Sessions = new Proxy(real.sessions, {
    get: (target, name) => {
      if (isAway() && names.has(String(name)))
        return () => Promise.reject(new FlotillaError("STORE_UNAVAILABLE", "away"));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return new Proxy(real, {
    get: (target, name) => (name === "sessions" ? sessions : Reflect.get(target, name, target)),
  });
}

test("a client that comes back while the store fails is told so, and has its session the next time", async () => {
  let isAway = false;
  const real = createMemoryStore({ clock: new ManualClock() });
  const store = failing(real, new Set(["claim", "detach"]), () => isAway);
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
