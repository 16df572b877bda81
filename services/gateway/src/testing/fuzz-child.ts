import process from "node:process";
import { createMemoryStore } from "@flotilla/store";
import { OpenGateway } from "./open-gateway.ts";

// A gateway in a process of its own, so that its memory can be measured; run with --expose-gc.
const opened = await OpenGateway.start({
  store: createMemoryStore(),
  capacity: 1_000_000,
  settings: { session: { ttl: "1s" } },
  limits: {
    connectionsPerAddress: 100_000,
    registrationsPerMinute: 10_000_000,
    unknownSessionsPerMinute: 10_000_000,
    firstMessageMs: 2_000,
    headerMs: 1_000,
  },
});
const { gc } = globalThis;
if (gc === undefined) throw new Error("run with --expose-gc");
process.on("message", (message) => {
  if (message === "stop") {
    void opened[Symbol.asyncDispose]().then(() => process.disconnect?.());
    return;
  }
  opened.app.forget();
  void gc();
  void gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ bytes: heapUsed + external });
});
process.send?.({ url: opened.gateway.url });
