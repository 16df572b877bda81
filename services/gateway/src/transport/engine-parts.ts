// What we need of Engine.IO beyond its types, in one place; tests watch that each still works.
import { ServerResponse } from "node:http";
import type { Socket as RawSocket } from "node:net";
import type { Socket as EngineSocket, Transport } from "engine.io";
import type { WebSocket } from "ws";

/** The `ws` socket under a transport; undefined for polling. */
export function webSocketOf(transport: Transport): WebSocket | undefined {
  return (transport as { socket?: WebSocket }).socket;
}

/** The TCP socket under a `ws` socket. */
export function rawOf(ws: WebSocket | undefined): RawSocket | undefined {
  return (ws as { _socket?: RawSocket } | undefined)?._socket;
}

/** Bounds what one request of a polling client may hold. */
export function limitPolling(transport: Transport, bytes: number): void {
  (transport as { maxHttpBufferSize?: number }).maxHttpBufferSize = bytes;
}

/** Whether a polling client waits for an answer. */
export function hasOpenPoll(transport: Transport): boolean {
  return (transport as { res?: unknown }).res instanceof ServerResponse;
}

/** Asks for a sign of life now; Engine.IO itself asks only at its intervals. */
export function sendPing(conn: EngineSocket): void {
  (conn as unknown as { sendPacket(type: "ping"): void }).sendPacket("ping");
}

/** The identifier under which a client's requests come. */
export function sidOf(conn: EngineSocket): string {
  return (conn as unknown as { id: string }).id;
}
