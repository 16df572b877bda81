import type { IncomingMessage } from "node:http";

/** Which pages may open a socket: those of our own addresses; programs without an Origin, if they carry none of our cookies. */
export class OriginRule {
  #allowed: ReadonlySet<string> = new Set();
  #main = "";

  /** Fixes the origins: called when the listener's address is known. The first public address is the main one. */
  allow(publicUrls: readonly string[], ownUrl: string, listenHost: string): void {
    const configured = publicUrls.map((url) => new URL(url).origin);
    this.#allowed = new Set([...configured, ...listenerOrigins(ownUrl, listenHost)]);
    this.#main = configured[0] ?? new URL(ownUrl).origin;
  }

  accepts(request: IncomingMessage): boolean {
    const { origin, cookie } = request.headers;
    if (origin !== undefined) return this.#allowed.has(origin);
    return !/(?:^|;)\s*flotilla_/.test(cookie ?? "");
  }

  /**
   * The rule for polling: browsers leave the Origin out when a page reads from its own host. Then the browser or our
   * client says so in a header, which no page of another origin can set without asking first.
   */
  acceptsPoll(request: IncomingMessage): boolean {
    if (this.accepts(request)) return true;
    const { origin, "sec-fetch-site": site, "x-flotilla-client": client } = request.headers;
    return origin === undefined && (site === "same-origin" || client !== undefined);
  }

  /** Whether a request comes from no page of another origin. */
  isNotForeign({ headers: { origin } }: IncomingMessage): boolean {
    return origin === undefined || this.#allowed.has(origin);
  }

  /** `ws://host` of the address that a client has used; a Host header counts only if it names one of ours. */
  socketBase(host: string | undefined, isSecure: boolean): string {
    const asked = `${isSecure ? "https" : "http"}://${host ?? ""}`;
    const origin = URL.canParse(asked) ? new URL(asked).origin : "";
    return (this.#allowed.has(origin) ? origin : this.#main).replace(/^http/, "ws");
  }
}

/** Names of this machine under which its own browser reaches the listener. */
function listenerOrigins(ownUrl: string, listenHost: string): string[] {
  const { port } = new URL(ownUrl);
  const hosts = new Set(["127.0.0.1", "localhost", "[::1]"]);
  const isWildcard = listenHost === "0.0.0.0" || listenHost === "::";
  if (!isWildcard) hosts.add(listenHost.includes(":") ? `[${listenHost}]` : listenHost);
  return [...hosts].map((host) => new URL(`http://${host}:${port || "80"}`).origin);
}
