import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, test } from "@jest/globals";
import type { LinkHandler } from "./handler.ts";
import { Link } from "./link.ts";
import { open } from "./link-pair.ts";
import { LinkType } from "./messages.ts";
import { socketWriter } from "./socket-writer.ts";

function linkOver(
  socket: Socket,
  side: "gateway" | "app",
  onPacket: LinkHandler["onPacket"],
): Link {
  const link: Link = new Link({
    side,
    write: socketWriter(socket, () => link.drained()),
    schedule: setImmediate,
    handler: { onPacket, onViolation: (error) => socket.destroy(error) },
  });
  socket.on("data", (chunk: Buffer) => link.receive(chunk));
  link.greet(side);
  return link;
}

test("[LNK11] over real sockets bulk and small packets of both directions arrive whole and in order", async () => {
  await using server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const [accepted] = (await once(server, "connection")) as [Socket];
  const arrived: { session: number; length: number; byte: number | undefined }[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const small = 2000;
  let echoes = 0;
  const gateway = linkOver(client, "gateway", (session, packet) => {
    if (packet.length === 1) echoes++;
    else arrived.push({ session, length: packet.length, byte: packet.at(-1) });
    if (echoes === small && arrived.length === 4) resolve();
  });
  const app: Link = linkOver(accepted, "app", (session, packet) => {
    app.sendPacket(session, packet.slice());
  });
  const bulky = gateway.allocate();
  const quick = gateway.allocate();
  for (const session of [bulky, quick]) gateway.send(session, LinkType.open, open);
  const sizes = [12 << 20, 100_000, 8 << 20, 70_000];
  sizes.forEach((size, i) => {
    gateway.sendPacket(bulky, new Uint8Array(size).fill(i));
  });
  for (let i = 0; i < small; i++) gateway.sendPacket(quick, Uint8Array.of(i));
  await promise;
  expect(arrived).toEqual(sizes.map((length, byte) => ({ session: bulky, length, byte })));
  client.destroy();
  accepted.destroy();
}, 30_000);
