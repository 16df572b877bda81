import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { WebSocket } from "ws";
import type { Transport } from "./driver.ts";

/** How long a client stays away before it returns: apps do things meanwhile. */
const offlineMs = 150;

/** Reaches a deployed app over real sockets; the user agent names the scenario, the proxy's header the recorded address. */
export function overSocket(url: string, scenario: string): Transport {
  const sockets: WebSocket[] = [];
  return {
    connect(receive) {
      const socket = new WebSocket(url, {
        perMessageDeflate: false,
        headers: { "user-agent": scenario, "x-forwarded-for": "203.0.113.7" },
      });
      sockets.push(socket);
      const waiting: Uint8Array[] = [];
      socket.on("open", () => {
        for (const packet of waiting.splice(0)) socket.send(packet);
      });
      socket.on("message", (data) => receive(new Uint8Array(data as Buffer)));
      return {
        send(packet) {
          if (socket.readyState === WebSocket.CONNECTING) waiting.push(packet);
          else socket.send(packet);
        },
        async close() {
          await closed(socket);
          await setTimeout(offlineMs);
        },
      };
    },
    async stop() {
      await Promise.all(sockets.map(closed));
    },
  };
}

async function closed(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  const close = once(socket, "close");
  socket.close(1000);
  await close;
}
