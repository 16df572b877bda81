import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import type { Pieces } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { WebSocket, WebSocketServer } from "ws";
import { BulkTurns } from "./bulk-turns.ts";
import { WriteBatch, WsSocket } from "./ws-socket.ts";

/** Both ends of a WebSocket: ours, and a client of the `ws` package. */
async function openPair() {
  const server = createServer();
  const wss = new WebSocketServer({ noServer: true });
  const ours = Promise.withResolvers<WsSocket>();
  server.on("upgrade", (request, raw, head) => {
    if (!(raw instanceof Socket)) throw new TypeError("expected a socket");
    wss.handleUpgrade(request, raw, head, (ws) =>
      ours.resolve(new WsSocket(ws, raw, new WriteBatch(), new BulkTurns())),
    );
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const got: (number | "ping")[] = [];
  client.on("message", (data: Buffer) => got.push(data.length));
  client.on("ping", () => got.push("ping"));
  const closed = once(client, "close");
  const socket = await ours.promise;
  const drained = Promise.withResolvers<void>();
  socket.listen({
    onPacket: () => {},
    onText: () => {},
    onPing: () => {},
    onPong: () => {},
    onDrained: () => drained.resolve(),
    onClosed: () => {},
  });
  return {
    socket,
    client,
    /** Lengths of messages, and pings, in the order of arrival. */
    got,
    closed,
    drained: drained.promise,
    async [Symbol.asyncDispose]() {
      client.terminate();
      server.close();
      await once(server, "close");
    },
  };
}

function piecesOf(count: number, size: number, release = () => {}): Pieces {
  const [first = new Uint8Array(0), ...rest] = Array.from({ length: count }, (_, i) =>
    new Uint8Array(size).fill(i),
  );
  return { first, rest, bytes: count * size, release };
}

function send(socket: WsSocket, pieces: Pieces): void {
  socket.send(pieces.first, pieces);
}

test("packets in pieces, and what is sent behind them, arrive whole and in order", async () => {
  await using pair = await openPair();
  const messages = [new Uint8Array(10), ...[100, 3].map((count) => piecesOf(count, 65_527))];
  const expected: Uint8Array[] = [];
  const received: Buffer[] = [];
  const all = new Promise<void>((resolve) => {
    pair.client.on("message", (data: Buffer) => {
      if (received.push(data) === 4) resolve();
    });
  });
  for (const message of messages) {
    if (message instanceof Uint8Array) pair.socket.send(message);
    else send(pair.socket, message);
    expected.push(
      message instanceof Uint8Array ? message : Buffer.concat([message.first, ...message.rest]),
    );
  }
  const small = Uint8Array.of(1, 2, 3);
  pair.socket.send(small);
  small.fill(0); // its bytes are copied at once
  await all;
  expect(received.map((data, i) => data.equals(expected[i] ?? Buffer.of(1, 2, 3)))).toEqual(
    Array(4).fill(true),
  );
});

test("a ping passes a large packet between two of its fragments", async () => {
  await using pair = await openPair();
  send(pair.socket, piecesOf(200, 65_527));
  await new Promise(setImmediate);
  pair.socket.ping();
  await pair.drained;
  await once(pair.client, "message");
  expect(pair.got).toEqual(["ping", 200 * 65_527]);
});

test("pieces are released when the client has taken them, and nothing is buffered then", async () => {
  await using pair = await openPair();
  const released = Promise.withResolvers<void>();
  pair.client.pause();
  send(pair.socket, piecesOf(300, 65_527, released.resolve));
  expect(pair.socket.bufferedBytes).toBeGreaterThan(300 * 65_527);
  pair.client.resume();
  await released.promise;
  await pair.drained;
  expect(pair.socket.bufferedBytes).toBe(0);
});

test("a close comes behind all that was sent", async () => {
  await using pair = await openPair();
  send(pair.socket, piecesOf(200, 65_527));
  pair.socket.send(Uint8Array.of(1));
  pair.socket.close(4001, "over");
  pair.socket.send(Uint8Array.of(2));
  expect((await pair.closed)[0]).toBe(4001);
  expect(pair.got).toEqual([200 * 65_527, 1]);
});

test("writers of bulk take turns", async () => {
  const turns = new BulkTurns();
  const order: string[] = [];
  const done = Promise.withResolvers<void>();
  const writer = (name: string, parts: number) => ({
    writePart() {
      order.push(name);
      if (order.filter((each) => each === name).length < parts) turns.add(this);
      if (order.length === 5) done.resolve();
    },
  });
  turns.add(writer("a", 3));
  turns.add(writer("b", 2));
  await done.promise;
  expect(order).toEqual(["a", "b", "a", "b", "a"]);
});
