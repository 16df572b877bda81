// A gateway with one app process of its own.
import { fork } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { createMemoryStore } from "../../../packages/store/src/index.ts";
import {
  OpenGateway,
  registerProcess,
} from "../../../services/gateway/src/testing/open-gateway.ts";
import { pinned } from "./pinned.ts";

const appCpu = process.argv[2] ?? "0";
const app = fork(fileURLToPath(new URL("./app-process.ts", import.meta.url)), [], pinned(appCpu));
const [{ socketPath, pid }] = (await once(app, "message")) as [{ socketPath: string; pid: number }];
const store = createMemoryStore();
const opened = await OpenGateway.start({
  store,
  isCold: true,
  limits: {
    connectionsPerAddress: 1_000_000,
    registrationsPerMinute: 100_000_000,
    messagesPerSecond: 1e9,
    messageBurst: 1e9,
  },
});
await registerProcess(store, { socketPath }, opened.release, "p1", 1_000_000);
process.on("disconnect", () => {
  app.disconnect();
  void opened[Symbol.asyncDispose]().then(() => process.exit(0));
});
const socketIo = opened.ws.replace(/ws$/, "socket.io/?EIO=4&transport=websocket");
process.send?.({
  url: process.argv[3] === "socket.io" ? socketIo : opened.ws,
  pids: [process.pid, pid],
});
