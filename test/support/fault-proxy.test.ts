import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, test } from "@jest/globals";
import { FaultProxy } from "./fault-proxy.ts";
import { until } from "./until.ts";

/** Returns what it gets. */
async function echo(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => {});
    socket.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

/** A client that keeps what it gets. */
async function dial(port: number) {
  const socket = connect({ port, allowHalfOpen: true });
  const got: Buffer[] = [];
  let isReset = false;
  socket.on("data", (bytes: Buffer) => got.push(bytes));
  socket.on("error", (error) => {
    isReset = Reflect.get(error, "code") === "ECONNRESET";
  });
  await Promise.race([once(socket, "connect"), once(socket, "close")]).catch(() => {});
  return {
    socket,
    text: () => Buffer.concat(got).toString(),
    isReset: () => isReset,
    has: (text: string) => until(text, () => Buffer.concat(got).toString() === text || undefined),
    gone: () => until("its end", () => socket.closed || undefined),
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

test("without toxics bytes and ends pass both ways", async () => {
  await using server = await echo();
  await using proxy = await FaultProxy.open({ target: server });
  using client = await dial(proxy.port);
  client.socket.end("hello");
  await client.has("hello");
  await client.gone();
  expect(proxy.carriedBytes).toEqual({ upstream: 5, downstream: 5 });
  await until("nothing open", () => proxy.size === 0 || undefined);
});

test("a parted network holds bytes back and loses none", async () => {
  await using server = await echo();
  await using proxy = await FaultProxy.open({ target: server });
  using client = await dial(proxy.port);
  client.socket.write("a");
  await client.has("a");
  const undo = proxy.add({ type: "partition" });
  client.socket.write("b");
  using other = await dial(proxy.port);
  other.socket.write("c");
  expect([client.text(), other.text()]).toEqual(["a", ""]);
  undo();
  await client.has("ab");
  await other.has("c");
});

test("slow ways deliver in order and late; sliced and lossy ones too", async () => {
  await using server = await echo();
  await using proxy = await FaultProxy.open({ target: server, seed: 7 });
  proxy.add({ type: "latency", latencyMs: 30, jitterMs: 20 }, "upstream");
  proxy.add({ type: "bandwidth", bytesPerSecond: 40_000 }, "downstream");
  proxy.add({ type: "slicer", averageBytes: 100, variationBytes: 50 }, "downstream");
  proxy.add({ type: "loss", rate: 0.2, retransmitMs: 20 });
  using client = await dial(proxy.port);
  const sent = Array.from({ length: 1_000 }, (_, n) => `${n} `).join("");
  const startedAt = performance.now();
  client.socket.write(sent);
  await client.has(sent);
  expect(performance.now() - startedAt).toBeGreaterThan((sent.length / 40_000) * 1_000);
});

test.each([
  ["reset_peer", { type: "reset_peer", timeoutMs: 10 }, true],
  ["timeout", { type: "timeout", timeoutMs: 10 }, false],
] as const)("%s ends what is open and what comes", async (_name, toxic, isReset) => {
  await using server = await echo();
  await using proxy = await FaultProxy.open({ target: server });
  using client = await dial(proxy.port);
  client.socket.write("a");
  await client.has("a");
  proxy.add(toxic, "upstream");
  await until("its end", () => client.socket.closed || client.socket.readableEnded || undefined);
  expect(client.isReset()).toBe(isReset);
});

test("limit_data ends the connection within a packet, slow_close only later", async () => {
  await using server = await echo();
  await using proxy = await FaultProxy.open({ target: server });
  proxy.add({ type: "limit_data", bytes: 3 }, "downstream");
  using client = await dial(proxy.port);
  client.socket.write("hello");
  await until("the end", () => client.socket.readableEnded || undefined);
  expect(client.text()).toBe("hel");

  proxy.heal();
  const undo = proxy.add({ type: "slow_close", delayMs: 600_000 }, "downstream");
  using other = await dial(proxy.port);
  other.socket.end("x");
  await other.has("x");
  expect(other.socket.readableEnded).toBe(false);
  undo();
  await other.gone();
});

test("who is down refuses, and is up again at the same address", async () => {
  await using server = await echo();
  await using proxy = await FaultProxy.open({ target: server });
  using client = await dial(proxy.port);
  const { port } = proxy;
  await proxy.down();
  await client.gone();
  const refused: Socket = connect(port);
  const [error] = await once(refused, "error").catch((cause: unknown) => [cause]);
  expect(Reflect.get(error as Error, "code")).toBe("ECONNREFUSED");
  await proxy.up();
  expect(proxy.port).toBe(port);
  using again = await dial(port);
  again.socket.write("a");
  await again.has("a");
});
