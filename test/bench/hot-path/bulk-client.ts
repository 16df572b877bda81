// One session that asks for a large message again and again, and says how many bytes it gets. It reads and forgets: what
// it shares its CPU with measures others.
import { connect } from "node:net";
import process from "node:process";
import { Action, encodeMessage } from "../../../packages/protocol/src/index.ts";
import { registerPacket } from "../../../services/gateway/src/testing/test-client.ts";
import { clientFrame, upgradeRequest } from "./raw-client.ts";

const [, , address = "", everyMs = "100"] = process.argv;
const url = new URL(address);
const ask = clientFrame(encodeMessage(Action.update, { id: 1, props: {} }));
const buffer = Buffer.allocUnsafeSlow(256 * 1024);
let bytes = 0;
let isReady = false;

const socket = connect({
  host: url.hostname,
  port: Number(url.port),
  noDelay: true,
  onread: {
    buffer,
    callback: (length) => {
      bytes += length;
      if (!isReady) begin();
      return true;
    },
  },
});
socket.write(upgradeRequest(url));
socket.write(clientFrame(registerPacket()));

function begin(): void {
  isReady = true;
  setInterval(() => socket.write(ask), Number(everyMs));
  process.send?.({});
}

process.on("message", () => {
  process.send?.(bytes);
  bytes = 0;
});
process.on("disconnect", () => process.exit(0));
