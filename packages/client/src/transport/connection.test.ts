import { once } from "node:events";
import { closeCodes, decodeExtension, encodePong, PacketType } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { WebSocket as NodeSocket, WebSocketServer } from "ws";
import { Backoff } from "./backoff.ts";
import { Connection, type ConnectionState } from "./connection.ts";

/** A host that may stop answering while its sockets stay open. */
class Scene implements AsyncDisposable {
  readonly server: WebSocketServer;
  readonly connection: Connection;
  readonly states: ConnectionState["type"][] = [];
  readonly #reply: () => Uint8Array | undefined;
  pings = 0;
  received = 0;
  /** Sockets whose other end hears nothing any more. */
  readonly asleep = new Set<NodeSocket>();

  private constructor(server: WebSocketServer, reply: () => Uint8Array | undefined) {
    this.server = server;
    this.#reply = reply;
    server.on("connection", (socket) => {
      socket.on("message", (data: Buffer) => this.#answer(socket, new Uint8Array(data)));
    });
    const { port } = server.address() as { port: number };
    this.connection = new Connection({
      url: `ws://127.0.0.1:${port}/t/a/ws`,
      open: (url) => new NodeSocket(url) as unknown as WebSocket,
      backoff: new Backoff({ firstMs: 1, capMs: 1 }, () => 1),
      handler: {
        register: () => Uint8Array.of(PacketType.message, 0),
        packet: ([type]) => {
          this.received += 1;
          if (type === PacketType.message) this.connection.registered();
        },
        state: ({ type }) => this.states.push(type),
      },
    });
  }

  static async open(reply: () => Uint8Array | undefined): Promise<Scene> {
    const server = new WebSocketServer({ port: 0 });
    await once(server, "listening");
    const scene = new Scene(server, reply);
    scene.connection.connect();
    return scene;
  }

  static async live(): Promise<Scene> {
    const scene = await Scene.open(() => Uint8Array.of(PacketType.message, 1));
    await scene.until(() => scene.connection.state.type === "live");
    return scene;
  }

  async until(condition: () => boolean): Promise<void> {
    const end = performance.now() + 20_000;
    while (!condition()) {
      if (performance.now() > end) throw new Error(`not in time: ${this.states}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.connection.standBack();
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
    await once(this.server, "close");
  }

  #answer(socket: NodeSocket, packet: Uint8Array): void {
    if (this.asleep.has(socket)) return;
    const extension = decodeExtension(packet);
    if (extension?.kind === "ping") {
      this.pings += 1;
      socket.send(encodePong(extension.bytes));
      return;
    }
    const reply = this.#reply();
    if (reply) socket.send(reply);
  }
}

test.concurrent("a host that answers the ping of someone who woke up is kept", async () => {
  await using scene = await Scene.live();
  scene.connection.hurry();
  scene.connection.hurry();
  await scene.until(() => scene.pings === 1);
  await new Promise((resolve) => setTimeout(resolve, 4_500)); // longer than a pong may take
  expect([scene.pings, scene.states]).toEqual([1, ["registering", "live"]]);
  scene.connection.hurry();
  await scene.until(() => scene.pings === 2);
}, 60_000);

test.concurrent("a socket that is only half there is replaced seconds after waking", async () => {
  await using scene = await Scene.live();
  for (const socket of scene.server.clients) scene.asleep.add(socket);
  scene.connection.hurry();
  await scene.until(() => scene.states.filter((state) => state === "live").length === 2);
  expect(scene.states).toEqual(["registering", "live", "waiting", "registering", "live"]);
  expect(scene.server.clients.size).toBeLessThanOrEqual(2); // the old one may not know yet
}, 60_000);

test.concurrent("a host that has refused is left alone, one that never answered is not", async () => {
  await using scene = await Scene.open(() => Uint8Array.of(PacketType.channel));
  await scene.until(() => scene.states.includes("registering") && scene.received > 0);
  scene.connection.hurry();
  await new Promise((resolve) => setTimeout(resolve, 4_500)); // longer than a pong may take
  expect([scene.pings, scene.states]).toEqual([0, ["registering"]]);
  await using mute = await Scene.open(() => undefined);
  await mute.until(() => mute.states.length === 1);
  mute.connection.hurry();
  await mute.until(() => mute.pings === 1);
}, 60_000);

test.concurrent("who does not wait for the host asks nothing", async () => {
  await using scene = await Scene.live();
  scene.connection.standBack();
  scene.connection.hurry();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(scene.pings).toBe(0);
}, 60_000);

test.concurrent("who is told when to come again stays away for that long", async () => {
  await using scene = await Scene.live();
  const askedMs = 2_500; // more than the patience with a host that has no room
  scene.connection.stayAway(askedMs);
  for (const socket of scene.server.clients) socket.close(closeCodes.noCapacity);
  const since = performance.now();
  const times = (state: string) => scene.states.filter((each) => each === state).length;
  await scene.until(() => times("live") === 2);
  expect(performance.now() - since).toBeGreaterThan(askedMs - 100);
  for (const socket of scene.server.clients) socket.terminate();
  await scene.until(() => times("live") === 3);
  expect(performance.now() - since).toBeLessThan(2 * askedMs); // it was asked for once
}, 60_000);
