// The yardstick: what `ws` alone, or Socket.IO alone, can do with the same frames.
import { once } from "node:events";
import { createServer } from "node:http";
import process from "node:process";
import { Server } from "socket.io";
import { WebSocketServer } from "ws";
import { addressOf } from "../../../packages/service-kit/src/index.ts";

const server = createServer();
const isSocketIo = process.argv[2] === "socket.io";
if (isSocketIo) {
  new Server(server, { serveClient: false }).on("connection", (socket) => {
    socket.on("packet", (data) => socket.emit("packet", data));
  });
} else {
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on("connection", (socket) => {
    socket.on("message", (data) => socket.send(data));
  });
}
server.listen(0, "127.0.0.1");
await once(server, "listening");
process.on("disconnect", () => process.exit(0));
const path = isSocketIo ? "/socket.io/?EIO=4&transport=websocket" : "";
process.send?.({ url: addressOf(server).replace("http", "ws") + path, pids: [process.pid] });
