import type { IncomingMessage } from "node:http";

/** Which pages may open a socket: those of our own addresses; programs without an Origin, if they carry none of our cookies. */
export class OriginRule {
  #allowed: ReadonlySet<string> = new Set();

  /** Fixes the origins; called when the listening port is known. */
  allow(origins: Iterable<string>): void {
    this.#allowed = new Set(origins);
  }

  /** Whether an address is one of ours. */
  knows(address: string): boolean {
    return URL.canParse(address) && this.#allowed.has(new URL(address).origin);
  }

  accepts(request: IncomingMessage): boolean {
    const { origin, cookie } = request.headers;
    if (origin !== undefined) return this.#allowed.has(origin);
    return !/(?:^|;)\s*flotilla_/.test(cookie ?? "");
  }
}

/** The origins of a listener and of the configured public addresses. */
export function ownOrigins(port: number, host: string, publicUrls: readonly string[]): string[] {
  const hosts = new Set(["127.0.0.1", "localhost", "[::1]"]);
  const isWildcard = host === "0.0.0.0" || host === "::";
  if (!isWildcard) hosts.add(host.includes(":") ? `[${host}]` : host.toLowerCase());
  const own = [...hosts].map((name) => new URL(`http://${name}:${port}`).origin);
  return [...own, ...publicUrls.map((url) => new URL(url).origin)];
}
