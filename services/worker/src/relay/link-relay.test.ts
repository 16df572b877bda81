import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer as createHttpServer, request } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { isLinkAnswer, signLinkPass, silentLogger } from "@flotilla/service-kit";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { LinkRelay, type RelayOutcome } from "./link-relay.ts";

const key = "k".repeat(32);
const pass = { gatewayId: "g-1", workerId: "w-1", processId: "p-1", nonce: "nonce" };
const outcomes: RelayOutcome[] = [];
let folder: string;
let port: number;
const taken: Socket[] = [];
const app = createServer((socket) => {
  taken.push(socket);
  socket.on("error", () => {});
  socket.pipe(socket);
});
const relay = new LinkRelay({
  workerId: "w-1",
  key,
  socketPathOf: (id) =>
    ({ "p-1": join(folder, "app.sock"), "p-deaf": join(folder, "nobody.sock") })[id],
  logger: silentLogger(),
  observe: (outcome) => outcomes.push(outcome),
});
const listener = createHttpServer((_request, response) => response.end());

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flotilla-relay-"));
  app.listen(join(folder, "app.sock"));
  listener.on("upgrade", relay.accept).listen(0, "127.0.0.1");
  await Promise.all([once(app, "listening"), once(listener, "listening")]);
  ({ port } = listener.address() as AddressInfo);
});

afterAll(async () => {
  relay.stop();
  listener.close();
  app.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(
  headers: Record<string, string>,
  path = "/v1/link",
): Promise<{ status: number; proof: string; socket: Duplex | undefined }> {
  const asked = request({ port, path, headers: { connection: "Upgrade", ...headers } }).end();
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    proof: string;
    socket: Duplex | undefined;
  }>();
  asked.on("upgrade", ({ statusCode = 0, headers: answered }, socket) =>
    resolve({ status: statusCode, proof: String(answered["flotilla-proof"]), socket }),
  );
  asked.on("response", ({ statusCode = 0 }) => {
    resolve({ status: statusCode, proof: "", socket: undefined });
  });
  asked.on("error", reject);
  return await promise;
}

const withPass = (more: Partial<typeof pass>, signedWith = key) => ({
  upgrade: "flotilla-link",
  authorization: signLinkPass({ ...pass, ...more }, signedWith, Date.now()),
});

test("bytes go both ways unread, and the end of one side is that of the other", async () => {
  const { status, proof, socket } = await ask(withPass({}));
  if (socket === undefined) throw new Error(`expected a link, got ${status}`);
  expect(isLinkAnswer(pass, proof, key)).toBe(true);
  const sent = Buffer.from(Array.from({ length: 200_000 }, (_, n) => n % 256));
  socket.write(sent);
  let got = Buffer.alloc(0);
  for await (const chunk of socket) {
    got = Buffer.concat([got, chunk as Buffer]);
    if (got.length >= sent.length) break;
  }
  expect(got.equals(sent)).toBe(true);
  socket.destroy();
  const side = taken.at(-1);
  if (side !== undefined && !side.closed) await once(side, "close");
  while (relay.size > 0) await new Promise(setImmediate); // its own side closes right after
});

test("a process that ends closes its link", async () => {
  const { socket } = await ask(withPass({}));
  if (socket === undefined) throw new Error("expected a link");
  socket.resume();
  taken.at(-1)?.destroy();
  await once(socket, "close");
});

test.each([
  ["a process that is not here", withPass({ processId: "p-2" }), 410, "gone"],
  ["an earlier start of the worker", withPass({ workerId: "w-0" }), 410, "gone"],
  ["a process that does not accept", withPass({ processId: "p-deaf" }), 410, "unreachable"],
  ["another key", withPass({}, "x".repeat(32)), 401, "denied"],
  ["no pass", { upgrade: "flotilla-link" }, 401, "denied"],
])("%s is refused with %j", async (_name, headers, status, outcome) => {
  outcomes.length = 0;
  expect((await ask(headers)).status).toBe(status);
  expect(outcomes).toEqual([outcome]);
});

test.each([
  [{ upgrade: "websocket" }, "/v1/link"],
  [{ upgrade: "flotilla-link" }, "/v1/other"],
])("%j at %s is nothing that is here", async (headers, path) => {
  expect((await ask(headers, path)).status).toBe(404);
});

test("who is refused and leaves the connection open holds no descriptor here", async () => {
  const accepted = once(listener, "connection") as Promise<[Socket]>;
  const caller = connect({ port, allowHalfOpen: true });
  caller.write("GET /v1/link HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: flotilla-link\r\n\r\n");
  const [side] = await accepted;
  caller.resume();
  await once(caller, "end");
  if (!side.closed) await once(side, "close");
  expect(side.destroyed).toBe(true);
  caller.destroy();
});
