import type { MessagePort } from "node:worker_threads";
import type { Errands } from "./errands.ts";

type Order = Parameters<Errands["request"]>[0];
type Answer = Awaited<ReturnType<Errands["request"]>>;

/** What a thread asks its process for, and how that went. */
export interface ThreadRequest {
  readonly type: "request";
  readonly n: number;
  readonly order: Order;
}

/** The answer to one of a thread's requests. */
export interface ThreadAnswer {
  readonly n: number;
  readonly answer?: Answer;
  readonly error?: unknown;
}

/** A thread's requests: its process passes them on to the worker. The thread is kept awake only while one is on its way. */
export function threadRequests(port: MessagePort): Pick<Errands, "request"> {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  let next = 1;
  port.on("message", ({ n, answer, error }: ThreadAnswer) => {
    const request = waiting.get(n);
    waiting.delete(n);
    if (waiting.size === 0) port.unref();
    if (answer === undefined) request?.reject(error);
    else request?.resolve(answer);
  });
  port.unref();
  return {
    request: (order) => {
      const request = Promise.withResolvers<Answer>();
      const n = next++;
      waiting.set(n, request);
      port.ref();
      port.postMessage({ type: "request", n, order } satisfies ThreadRequest);
      return request.promise;
    },
  };
}

/** Does what a thread asks for. */
export async function answerThread(
  { n, order }: ThreadRequest,
  errands: Pick<Errands, "request">,
): Promise<ThreadAnswer> {
  try {
    return { n, answer: await errands.request(order) };
  } catch (error) {
    return { n, error };
  }
}
