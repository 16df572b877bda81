import { once } from "node:events";
import { FlotillaError } from "@flotilla/protocol";
import { createMemoryStore, ManualClock } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { aroundStep } from "../testing/around-step.ts";
import { eventually, OpenGateway, token } from "../testing/open-gateway.ts";
import { registerPacket, TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

test("a client that comes back while the store fails is told so, and has its session the next time", async () => {
  let isAway = false;
  const real = createMemoryStore({ clock: new ManualClock() });
  const before = async (): Promise<void> => {
    if (isAway) throw new FlotillaError("STORE_UNAVAILABLE", "away");
  };
  const store = aroundStep(aroundStep(real, "claim", { before }), "detach", { before });
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
  const before = async (): Promise<void> => {
    const record = await real.sessions.get(id);
    if (claims > 0 || record?.owner == null) return;
    claims += 1;
    await real.sessions.suspend(id, record);
    const { owner, release } = record;
    const claim = { owner, release, claimId: "another", isSuspect: false, windowMs: 60_000 };
    await real.sessions.claim(id, record, claim);
  };
  const store = aroundStep(real, "attach", { before });
  await using opened = await OpenGateway.start({ store });
  const first = await TestClient.register(opened.ws);
  expect(await first.click()).toBe(1);
  id = first.sessionId;
  first.cut();
  using back = await TestClient.register(opened.ws, id);
  expect(claims).toBe(1);
  expect(back.sessionId).toBe(id);
}, 30_000);

test("a visitor who leaves before the app process has answered the gateway gets no session", async () => {
  const real = createMemoryStore({ clock: new ManualClock() });
  const created: string[] = [];
  const before = async (): Promise<void> => void created.push("a session");
  const store = aroundStep(real, "create", { before });
  await using opened = await OpenGateway.start({ isCold: true, store });
  await using worker = await WorkerStandIn.start(real, token);
  const [knocked, answers] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  worker.onStart = (app) => {
    app.welcome = () => {
      knocked.resolve();
      return answers.promise;
    };
  };
  const visitor = new TestClient(opened.ws);
  await once(visitor.ws, "open");
  visitor.ws.send(registerPacket());
  await knocked.promise;
  await visitor.close();
  await eventually(async () =>
    expect(await opened.registry.metrics()).not.toMatch(
      /^flotilla_gateway_connections\{[^}]*\} 1$/m,
    ),
  );
  answers.resolve();
  await eventually(async () => {
    const processes = await real.processes.list("t", "counter");
    expect(processes.map(({ seats }) => seats)).toEqual([0]);
  });
  expect(created).toEqual([]);
});
