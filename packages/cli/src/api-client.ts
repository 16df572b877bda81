import { CommandError } from "./context.ts";
import type { Target } from "./target.ts";

/** A request of the control API. */
export interface ApiRequest {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly json?: unknown;
  readonly body?: Uint8Array;
  readonly accept?: string;
}

const slowMs = 30_000;

/** Calls the control API and turns its problems into reasons for people. */
export class ApiClient {
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  /** The address of an app for people. */
  appUrl(team: string, app: string): string {
    return `${this.#target.url}/${team}/${app}/`;
  }

  get url(): string {
    return this.#target.url;
  }

  /** A JSON answer. */
  async call<T>(request: ApiRequest): Promise<T> {
    const response = await this.#send(request, AbortSignal.timeout(slowMs));
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  /** JSON objects, one a line, as they come. */
  async *lines<T>(request: ApiRequest, signal?: AbortSignal): AsyncIterable<T> {
    const response = await this.#send({ accept: "application/x-ndjson", ...request }, signal);
    let rest = "";
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) if (line !== "") yield JSON.parse(line) as T;
      }
    } catch (cause) {
      if (signal?.aborted === true) return;
      throw new CommandError(`${this.#target.url} hung up`, { cause });
    }
  }

  async #send(request: ApiRequest, signal: AbortSignal | undefined): Promise<Response> {
    const { method = "GET", path, json, body, accept = "application/json" } = request;
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.#target.token}`,
      accept,
    };
    if (json !== undefined) headers["content-type"] = "application/json";
    const response = await fetch(`${this.#target.url}/api/v1${path}`, {
      method,
      headers,
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(body !== undefined && { body: Buffer.from(body) }),
      ...(signal !== undefined && { signal }),
    }).catch((cause: unknown) => {
      throw new CommandError(`${this.#target.url} does not answer: ${reasonOf(cause)}`, {
        cause,
        code: "UNAVAILABLE",
      });
    });
    if (response.ok) return response;
    throw problemError(response.status, await response.text());
  }
}

/** The reason that a problem document gives, with what to do where that is clear. */
export function problemError(status: number, text: string): CommandError {
  const problem = parse(text);
  const title = textField(problem, "title") ?? `the host answered ${status}`;
  const detail = textField(problem, "detail");
  const code = textField(problem, "code") ?? `HTTP_${status}`;
  const hint = hints[code];
  const message = [title, detail, hint].filter((part) => part !== undefined).join("\n");
  return new CommandError(message, { code });
}

const hints: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: "Check --token, FLOTILLA_TOKEN or `flotilla login`.",
  FORBIDDEN: "Ask an owner of the team for a token with that role.",
  RATE_LIMITED: "Wait a moment and try again.",
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // another program answers at this address
  }
}

function textField(value: unknown, field: string): string | undefined {
  const found: unknown = Reflect.get(Object(value), field);
  return typeof found === "string" ? found : undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "it took too long";
  const { cause } = error;
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}
