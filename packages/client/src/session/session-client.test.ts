import { once } from "node:events";
import {
  Action,
  type ClientMessage,
  decodeMessage,
  encodeMessage,
  type Notice,
} from "@flotilla/protocol";
import { ControlTree } from "@flotilla/tree";
import { expect, test } from "@jest/globals";
import { WebSocket as NodeSocket, WebSocketServer } from "ws";
import { UiStore } from "../store/ui-store.ts";
import { Backoff } from "../transport/backoff.ts";
import { MethodTable } from "./method-table.ts";
import { SessionClient, type SessionStatus } from "./session-client.ts";
import { SessionMemory } from "./session-memory.ts";

const deadlineMs = 20_000;

/** A host whose answers the test gives, and a client that talks to it. */
class Scene implements AsyncDisposable {
  readonly server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  readonly received: (readonly [action: number, body: Record<string, unknown>])[] = [];
  readonly statuses: SessionStatus[] = [];
  readonly notices: Notice[] = [];
  readonly reloads: number[] = [];
  readonly store = new UiStore(new ControlTree(), { request: (draw) => draw() });
  readonly methods = new MethodTable((id) => this.store.tree.get(id));
  readonly kept = new Map<string, string>();
  answer: () => Record<string, unknown> | undefined = () => ({
    session_id: "ABCDEFGHIJKLMNOP",
    page_patch: { title: "Hello" },
    error: "",
  });
  client: SessionClient | undefined;
  socket: NodeSocket | undefined;

  static async open(): Promise<Scene> {
    const scene = new Scene();
    await once(scene.server, "listening");
    scene.server.on("connection", (socket) => scene.#accept(socket));
    scene.client = new SessionClient({
      url: `ws://127.0.0.1:${(scene.server.address() as { port: number }).port}/team/app/ws`,
      pageName: "team/app",
      open: (url) => new NodeSocket(url) as unknown as WebSocket,
      backoff: new Backoff({ firstMs: 5, capMs: 20 }, () => 1),
      store: scene.store,
      methods: scene.methods,
      memory: new SessionMemory(storageOf(scene.kept), "/team/app/"),
      pageFields: () => ({ route: "/", width: 800 }),
      greetings: () => [[Action.update, { id: 1, props: { width: 800 } }]],
      onStatus: (status) => scene.statuses.push(status),
      onNotice: (notice) => scene.notices.push(notice),
      restorer: () => Promise.reject(new Error("not offered here")),
      reload: () => scene.reloads.push(scene.received.length),
    });
    return scene;
  }

  start(): SessionClient {
    if (!this.client) throw new Error("the scene is not open");
    this.client.start();
    return this.client;
  }

  /** Starts the client and waits until its first messages have come. */
  async started(): Promise<SessionClient> {
    const client = this.start();
    await this.until(() => this.received.length === 2);
    return client;
  }

  async until(condition: () => boolean): Promise<void> {
    const end = performance.now() + deadlineMs;
    while (!condition()) {
      if (performance.now() > end) throw new Error(`not within ${deadlineMs} ms: ${condition}`);
      await new Promise((wait) => setTimeout(wait, 2));
    }
  }

  actions(): readonly number[] {
    return this.received.map(([action]) => action);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client?.standBack();
    for (const socket of this.server.clients) socket.terminate();
    const closed = once(this.server, "close");
    this.server.close();
    await closed;
  }

  #accept(socket: NodeSocket): void {
    this.socket = socket;
    socket.on("message", (data: Buffer) => {
      const message = decodeMessage(new Uint8Array(data));
      this.received.push(message);
      const reply = message[0] === Action.register ? this.answer() : undefined;
      if (reply) socket.send(encodeMessage(Action.register, reply));
    });
  }
}

function storageOf(map: Map<string, string>): Storage {
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
    key: () => null,
    length: 0,
  };
}

const click: ClientMessage = [Action.event, { target: 7, name: "click", data: null }];

test("a client registers with its page fields, merges the page and greets once", async () => {
  await using scene = await Scene.open();
  scene.start();
  await scene.until(() => scene.received.length === 2);
  expect(scene.received[0]).toEqual([
    Action.register,
    {
      session_id: null,
      page_name: "team/app",
      page: { route: "/", width: 800, _flotilla: { ack: 1 } },
    },
  ]);
  expect(scene.received[1]).toEqual([Action.update, { id: 1, props: { width: 800 } }]);
  expect(scene.store.tree.page.title).toBe("Hello");
  expect([...scene.kept.values()]).toEqual(["ABCDEFGHIJKLMNOP"]);
});

test("what the visitor does before the registration is sent after it, in order", async () => {
  await using scene = await Scene.open();
  scene.client?.send(click);
  scene.start();
  await scene.until(() => scene.received.length === 3);
  expect(scene.actions()).toEqual([Action.register, Action.update, Action.event]);
});

test("a lost connection is opened again with the session's id, and nothing is lost meanwhile", async () => {
  await using scene = await Scene.open();
  const client = await scene.started();
  scene.received.length = 0;
  scene.socket?.close(4503);
  await scene.until(() => scene.statuses.some(({ connection }) => connection === "waiting"));
  client.send([Action.update, { id: 1, props: { title: "typed offline" } }]);
  client.send(click);
  await scene.until(() => scene.received.length === 3);
  expect(scene.received[0]?.[1].session_id).toBe("ABCDEFGHIJKLMNOP");
  expect(scene.actions()).toEqual([Action.register, Action.update, Action.event]);
  // The host's page is older than what was typed offline.
  expect(scene.store.tree.page.title).toBe("typed offline");
});

test("a refused registration is shown, keeps its queue and stays on the socket", async () => {
  await using scene = await Scene.open();
  scene.answer = () => ({ session_id: "", page_patch: {}, error: "no such app\ntrace" });
  const client = scene.start();
  client.send(click);
  await scene.until(() => client.status.refusal !== undefined);
  expect(client.status.refusal).toBe("no such app\ntrace");
  expect(client.status.started).toBe(false);
  expect(scene.actions()).toEqual([Action.register]);
  expect(scene.kept.size).toBe(0);
});

test("a crash is shown until the next registration", async () => {
  await using scene = await Scene.open();
  const client = await scene.started();
  scene.socket?.send(encodeMessage(Action.crashed, { message: "boom" }));
  await scene.until(() => client.status.crash === "boom");
  scene.socket?.close(1011);
  await scene.until(() => client.status.crash === undefined);
});

test.each([
  [1000, "ended"],
  [4404, "gone"],
])("after close code %i the client does not come back by itself", async (code, state) => {
  await using scene = await Scene.open();
  const client = await scene.started();
  scene.socket?.close(code);
  await scene.until(() => client.status.connection === state);
  await new Promise((wait) => setTimeout(wait, 50));
  expect(scene.actions().filter((action) => action === Action.register)).toHaveLength(1);
});

test("a new session can be asked for after the old one ended", async () => {
  await using scene = await Scene.open();
  const client = await scene.started();
  scene.socket?.close(1000);
  await scene.until(() => client.status.connection === "ended");
  scene.received.length = 0;
  client.restart();
  await scene.until(() => scene.received.length > 0);
  expect(scene.received[0]?.[1].session_id).toBeNull();
});

test("patches are applied in order, whatever the packets between them are", async () => {
  await using scene = await Scene.open();
  await scene.started();
  const patch = (value: string) =>
    encodeMessage(Action.patch, { id: 1, patch: [[0], [0, 0, "title", value]] });
  scene.socket?.send(patch("one"));
  scene.socket?.send("text frames are nobody's");
  scene.socket?.send(new Uint8Array([9, 1, 2]));
  scene.socket?.send(patch("two"));
  await scene.until(() => scene.store.tree.page.title === "two");
});

test("calls are answered, also those that fail", async () => {
  await using scene = await Scene.open();
  await scene.started();
  scene.methods.add(1, {
    add: ({ a }) => Number(a) + 1,
    fail: () => Promise.reject(new Error("no")),
  });
  const call = (call_id: string, control_id: number, name: string) =>
    encodeMessage(Action.invoke, { control_id, call_id, name, args: { a: 2 } });
  scene.received.length = 0;
  scene.socket?.send(call("one", 1, "add"));
  scene.socket?.send(call("two", 1, "fail"));
  scene.socket?.send(call("three", 1, "nosuch"));
  scene.socket?.send(call("four", 999, "foo"));
  await scene.until(() => scene.received.length === 4);
  const answers = Object.fromEntries(
    scene.received.map(([, body]) => [body.call_id, body.error ?? body.result]),
  );
  expect(answers).toEqual({
    one: 3,
    two: "no",
    three: "Exception: Unknown Page method: nosuch",
    four: "Calling foo method of inexistent control: 999",
  });
});
