import type { Errands } from "./errands.ts";

const maxRedirects = 20;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const bodilessStatuses = new Set([101, 103, 204, 205, 304]);
/** Of no meaning for a request without a body. */
const bodyHeaders = [
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-type",
];
/** Not for another origin than the one they were given for. */
const ownHeaders = ["authorization", "cookie", "proxy-authorization"];

/** A `fetch` for a process without a network: its worker sends the requests, and refuses those that may not be sent. */
export function hostFetch(errands: Pick<Errands, "request">): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal, redirect } = request;
    const headers = new Headers(request.headers);
    let url = new URL(request.url);
    let { method } = request;
    let body = request.body === null ? new Uint8Array(0) : await request.bytes();
    for (let redirects = 0; ; redirects++) {
      signal.throwIfAborted();
      const answer = await abortable(
        errands.request({ url: url.href, method, headers: Object.fromEntries(headers), body }),
        signal,
      );
      if (answer.error !== undefined) throw failed(answer.error, answer.code);
      const location = answer.headers.location;
      if (
        redirect === "manual" ||
        !redirectStatuses.has(answer.status) ||
        typeof location !== "string"
      ) {
        return responseOf(answer, url, redirects > 0);
      }
      if (redirect === "error") throw failed(`${url.host}: unexpected redirect`);
      if (redirects === maxRedirects) throw failed(`${url.host}: too many redirects`);
      const next = URL.parse(location, url);
      if (next === null) throw failed(`${url.host}: a redirect to no URL`);
      if (changesToGet(answer.status, method)) {
        method = "GET";
        body = new Uint8Array(0);
        for (const name of bodyHeaders) headers.delete(name);
      }
      if (next.origin !== url.origin) for (const name of ownHeaders) headers.delete(name);
      url = next;
    }
  };
}

function changesToGet(status: number, method: string): boolean {
  if (status === 303) return method !== "GET" && method !== "HEAD";
  return (status === 301 || status === 302) && method === "POST";
}

function responseOf(
  answer: Awaited<ReturnType<Errands["request"]>>,
  url: URL,
  redirected: boolean,
): Response {
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headers)) {
    for (const value of String(values).split("\n")) headers.append(name, value);
  }
  const body = bodilessStatuses.has(answer.status) ? null : decoded(answer.body, headers);
  const response = new Response(body, { status: answer.status, headers });
  Object.defineProperties(response, {
    url: { value: url.href },
    redirected: { value: redirected },
  });
  return response;
}

/** Compressed answers are not asked for; some servers send them all the same. */
function decoded(body: Uint8Array, headers: Headers): ConstructorParameters<typeof Response>[0] {
  const encoding = headers.get("content-encoding")?.trim().toLowerCase();
  const bytes = new Uint8Array(body);
  const isCompressed = encoding === "gzip" || encoding === "deflate";
  if (!isCompressed || bytes.length === 0) return bytes; // the answer to HEAD has only the header
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream(encoding));
}

async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** Fails as `fetch` does, but says why. */
function failed(reason: string, code?: string): TypeError {
  const cause = Object.assign(new Error(reason), code === undefined ? {} : { code });
  return new TypeError(`fetch failed: ${reason}`, { cause });
}
