import type { AppMessage, WorkerMessage } from "@flotilla/protocol";

/** What an errand brings back. */
export type ErrandAnswer = Extract<WorkerMessage, { type: "response" | "login" }>;

type RequestMessage = Extract<AppMessage, { type: "request" }>;
type LoginMessage = Extract<AppMessage, { type: "login" }>;
type Response = Extract<WorkerMessage, { type: "response" }>;

/** As many as the worker takes at a time; further ones wait here for their turn. */
const maxRequests = 8;
/** The worker answers long before; this is for an answer that was lost. */
const answerMs = 30_000;

/** What this process asks its worker for: answers find the question by its number. */
export class Errands {
  readonly #send: (message: AppMessage) => void;
  readonly #waiting = new Map<number, (answer: ErrandAnswer) => void>();
  readonly #queue: (() => void)[] = [];
  #next = 1;
  #requests = 0;

  constructor(send: (message: AppMessage) => void) {
    this.#send = send;
  }

  /** An answer of the worker; one that nobody waits for is ignored. */
  settle(answer: ErrandAnswer): void {
    this.#waiting.get(answer.n)?.(answer);
  }

  /** Sends an HTTP request by way of the worker. */
  async request(request: Omit<RequestMessage, "type" | "n">): Promise<Response> {
    if (this.#requests >= maxRequests) {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else this.#requests += 1;
    try {
      return (await this.#ask((n) => ({ type: "request", n, ...request }))) as Response;
    } finally {
      const next = this.#queue.shift(); // it takes this one's place
      if (next === undefined) this.#requests -= 1;
      else next();
    }
  }

  /** Has a sign-in kept until its answer comes; rejects if it was refused. */
  async login(login: Omit<LoginMessage, "type" | "n">): Promise<void> {
    const { error } = await this.#ask((n) => ({ type: "login", n, ...login }));
    if (error !== undefined) throw new Error(error);
  }

  #ask(message: (n: number) => AppMessage): Promise<ErrandAnswer> {
    const n = this.#next++;
    const { promise, resolve, reject } = Promise.withResolvers<ErrandAnswer>();
    const late = setTimeout(() => reject(new Error("the host did not answer")), answerMs).unref();
    this.#waiting.set(n, resolve);
    try {
      this.#send(message(n)); // throws if there is too much in it
    } catch (error) {
      reject(error);
    }
    return promise.finally(() => {
      clearTimeout(late);
      this.#waiting.delete(n);
    });
  }
}
