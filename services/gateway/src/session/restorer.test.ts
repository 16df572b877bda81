import { createMemoryStore } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { eventually, OpenGateway, token } from "../testing/open-gateway.ts";
import { TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

test("a session comes back attached though others had taken its gateway for gone, and its socket with it", async () => {
  await using opened = await OpenGateway.start({ isCold: true });
  await using worker = await WorkerStandIn.start(opened.store, token);
  using client = await TestClient.register(opened.ws);
  await client.click();
  const { sessions } = opened.store;
  const record = await sessions.get(client.sessionId);
  if (record?.connection == null) throw new Error("the session has no socket");
  await sessions.detach(record.id, record, record.connection.id);
  const [app] = worker.apps;
  if (app === undefined) throw new Error("no process");
  await worker.kill(app);
  const [, body] = await client.next();
  expect(body.page_patch).toMatchObject({ clicks: 1 });
  await eventually(async () =>
    expect(await sessions.get(record.id)).toMatchObject({
      state: "attached",
      epoch: 2,
      connection: record.connection,
      deadline: null,
    }),
  );
});

test("a session that leaves its process while its client comes back goes on elsewhere, with what it has kept", async () => {
  const store = createMemoryStore();
  const { sessions } = store;
  await using opened = await OpenGateway.start({ isCold: true, store });
  await using worker = await WorkerStandIn.start(store, token);
  const first = await TestClient.register(opened.ws);
  await first.click();
  const { sessionId } = first;
  first[Symbol.dispose]();
  await eventually(async () =>
    expect(await sessions.get(sessionId)).toMatchObject({ state: "detached" }),
  );
  const attach = sessions.attach.bind(sessions);
  sessions.attach = async (id, fence, request) => {
    const outcome = await attach(id, fence, request);
    sessions.attach = attach;
    worker.apps[0]?.sessions.delete(id);
    await sessions.suspend(id, fence, "moved");
    return outcome;
  };
  using second = await TestClient.register(opened.ws, sessionId);
  expect(second.sessionId).toBe(sessionId);
  expect(await second.click()).toBe(2);
  expect(await sessions.get(sessionId)).toMatchObject({ state: "attached", epoch: 2 });
});
