// One session that asks for a large message again and again, and says how many bytes it gets.
import process from "node:process";
import { WebSocket } from "ws";
import { Action, encodeMessage } from "../../../packages/protocol/src/index.ts";
import { registerPacket } from "../../../services/gateway/src/testing/test-client.ts";

const [, , url = "", everyMs = "100"] = process.argv;
const ask = encodeMessage(Action.update, { id: 1, props: {} });
const socket = new WebSocket(url, { perMessageDeflate: false });
let bytes = 0;
let isReady = false;

socket.on("open", () => socket.send(registerPacket()));
socket.on("message", (data: Buffer) => {
  bytes += data.length;
  if (isReady) return;
  isReady = true;
  setInterval(() => socket.send(ask), Number(everyMs));
  process.send?.({});
});
process.on("message", () => {
  process.send?.(bytes);
  bytes = 0;
});
process.on("disconnect", () => process.exit(0));
