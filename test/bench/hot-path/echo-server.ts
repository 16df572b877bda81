// The yardstick: what `ws` alone can do with the same frames.
import { once } from "node:events";
import { createServer } from "node:http";
import process from "node:process";
import { WebSocketServer } from "ws";
import { addressOf } from "../../../packages/service-kit/src/index.ts";

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on("connection", (socket) => {
  socket.on("message", (data) => socket.send(data));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
process.on("disconnect", () => process.exit(0));
process.send?.({ url: addressOf(server).replace("http", "ws"), pids: [process.pid] });
