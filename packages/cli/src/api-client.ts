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
/** A way that is slower than this is taken for one that is cut. */
const slowestBytesPerMs = 32;

/** Calls the control API and turns its problems into reasons for people. */
export class ApiClient {
  readonly #target: Target;
  readonly #signal: AbortSignal | undefined;

  /** At the signal every call ends. */
  constructor(target: Target, signal?: AbortSignal) {
    this.#target = target;
    this.#signal = signal;
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
    const { byteLength = 0 } = request.body ?? {};
    const timeout = AbortSignal.timeout(slowMs + Math.ceil(byteLength / slowestBytesPerMs));
    const response = await this.#send(request, timeout);
    if (response.status === 204) return undefined as T;
    const text = await response.text().catch((cause: unknown) => {
      throw this.#hungUp(cause);
    });
    return this.#read<T>(text);
  }

  /** JSON objects, one a line, as they come. */
  async *lines<T>(request: ApiRequest): AsyncIterable<T> {
    const response = await this.#send({ accept: "application/x-ndjson", ...request });
    let rest = "";
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) if (line !== "") yield this.#read<T>(line);
      }
    } catch (cause) {
      throw cause instanceof CommandError ? cause : this.#hungUp(cause);
    }
  }

  async #send(request: ApiRequest, timeout?: AbortSignal): Promise<Response> {
    const { method = "GET", path, json, body, accept = "application/json" } = request;
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.#target.token}`,
      accept,
    };
    if (json !== undefined) headers["content-type"] = "application/json";
    const signals = [this.#signal, timeout].filter((signal) => signal !== undefined);
    const response = await fetch(`${this.#target.url}/api/v1${path}`, {
      method,
      headers,
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(body !== undefined && { body: Buffer.from(body) }),
      signal: AbortSignal.any(signals),
    }).catch((cause: unknown) => {
      throw new CommandError(`${this.#target.url} does not answer: ${reasonOf(cause)}`, {
        cause,
        code: "UNAVAILABLE",
      });
    });
    if (response.ok) return response;
    const text = await response.text().catch(() => ""); // its status says enough
    if (textField(parse(text), "code") === undefined) throw this.#stranger(response.status);
    throw problemError(text, response.headers.get("retry-after"));
  }

  #read<T>(text: string): T {
    const value = parse(text);
    if (value === undefined) throw this.#stranger("with something else than JSON");
    return value as T;
  }

  #hungUp(cause: unknown): CommandError {
    return new CommandError(`${this.#target.url} hung up: try again`, {
      cause,
      code: "UNAVAILABLE",
    });
  }

  #stranger(answer: string | number): CommandError {
    return new CommandError(
      `${this.#target.url} answers ${answer}: it is no Flotilla host, or one that is away behind its proxy; check --url, FLOTILLA_URL or \`flotilla login\``,
      { code: "NOT_A_HOST" },
    );
  }
}

/** The reason that a problem document gives, with what to do where that is clear. */
export function problemError(text: string, retryAfterS: string | null = null): CommandError {
  const problem = parse(text);
  const title = textField(problem, "title") ?? "the host gave no reason";
  const detail = textField(problem, "detail");
  const code = textField(problem, "code") ?? "UNKNOWN";
  const hint = retryAfterS === null ? hints[code] : `Try again in ${retryAfterS} s.`;
  const message = [title, detail, hint].filter((part) => part !== undefined).join("\n");
  return new CommandError(message, { code });
}

const hints: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: "Check --token, FLOTILLA_TOKEN or `flotilla login`.",
  FORBIDDEN: "Ask an owner of the team for a token with that role.",
  RATE_LIMITED: "Wait a moment and try again.",
  DIGEST_MISMATCH: "A file has changed while it was sent: deploy again.",
  TEAM_UNKNOWN:
    "Name another one with --team; an administrator makes teams with `flotilla teams create`.",
  APP_UNKNOWN: "`flotilla apps` lists those of the team.",
  RELEASE_UNKNOWN: "`flotilla releases APP` lists those that have been live.",
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
