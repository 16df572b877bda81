import {
  type AppMessage,
  type ErrorCode,
  FlotillaError,
  type WorkerMessage,
} from "@flotilla/protocol";
import type { Egress } from "./egress.ts";

type RequestMessage = Extract<AppMessage, { type: "request" }>;

/** What became of a request, for the metric. */
export type RequestResult =
  | "answered"
  | "refused"
  | "failed"
  | "timeout"
  | "too_big"
  | "too_many"
  | "invalid";

const resultOf: Partial<Record<ErrorCode, RequestResult>> = {
  EGRESS_REFUSED: "refused",
  TIMEOUT: "timeout",
  PAYLOAD_TOO_LARGE: "too_big",
  RATE_LIMITED: "too_many",
  REQUEST_INVALID: "invalid",
};

/** How many requests of one process are on their way at a time. */
const maxOpen = 8;

/** The requests of one app process: each is answered, more than a few at a time are refused. */
export class ProcessRequests {
  readonly #egress: Egress;
  readonly #hosts: readonly string[] | undefined;
  readonly #observe: (result: RequestResult) => void;
  #open = 0;

  /** `hosts`: those that the app's settings name; undefined if they do not name any. */
  constructor(
    egress: Egress,
    hosts: readonly string[] | undefined,
    observe: (result: RequestResult) => void = () => {},
  ) {
    this.#egress = egress;
    this.#hosts = hosts;
    this.#observe = observe;
  }

  /** Never rejects: what goes wrong is part of the answer. */
  async answer(message: RequestMessage): Promise<WorkerMessage> {
    const { n, url, method, body } = message;
    if (this.#open >= maxOpen) {
      return this.#failure(
        n,
        new FlotillaError("RATE_LIMITED", `at most ${maxOpen} requests at a time`),
      );
    }
    this.#open += 1;
    try {
      const headers = textsOf(message.headers);
      const answer = await this.#egress.send({ url, method, headers, body }, this.#hosts);
      this.#observe("answered");
      return { type: "response", n, ...answer };
    } catch (error) {
      return this.#failure(n, error);
    } finally {
      this.#open -= 1;
    }
  }

  #failure(n: number, cause: unknown): WorkerMessage {
    const error =
      cause instanceof FlotillaError
        ? cause
        : new FlotillaError("INTERNAL", "an error of the host");
    this.#observe(resultOf[error.code] ?? "failed");
    return {
      type: "response",
      n,
      status: 0,
      headers: {},
      body: new Uint8Array(0),
      error: error.message,
      code: error.code,
    };
  }
}

/** The hosts that an app's settings name, undefined if they do not say. */
export function egressHosts(settings: Readonly<Record<string, unknown>>): string[] | undefined {
  const { egress } = settings;
  if (!Array.isArray(egress)) return undefined;
  return egress.filter((each) => typeof each === "string");
}

function textsOf(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(headers);
  if (!entries.every(([, value]) => typeof value === "string")) {
    throw new FlotillaError("REQUEST_INVALID", "request: expected texts for headers");
  }
  return Object.fromEntries(entries) as Record<string, string>;
}
