import type { AppStandIn } from "./app-stand-in.ts";
import { OpenGateway, type OpenOptions, token } from "./open-gateway.ts";
import { WorkerStandIn } from "./worker-stand-in.ts";

/** A gateway and a worker that starts processes when they are needed. */
export async function openWithWorker(options: OpenOptions = {}) {
  const opened = await OpenGateway.start({ isCold: true, ...options });
  const worker = await WorkerStandIn.start(opened.store, token);
  return {
    opened,
    worker,
    /** The process of so many that were started. */
    app(n: number): AppStandIn {
      const app = worker.apps[n];
      if (app === undefined) throw new Error(`no process ${n}`);
      return app;
    },
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await worker[Symbol.asyncDispose]();
    },
  };
}
