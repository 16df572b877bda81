import { FlotillaError, messageOf } from "@flotilla/protocol";
import { AddressRules, isLoopback } from "./address-rules.ts";
import { Allowance } from "./allowance.ts";
import { matchesHost } from "./egress-hosts.ts";
import {
  type EgressAnswer,
  type EgressLimits,
  type EgressRequest,
  exchange,
  ReadBudget,
} from "./http-exchange.ts";
import { type HostAddress, literalAddress, type ResolveHost, resolveHost } from "./resolve-host.ts";

/** What one request may take, its DNS and its whole answer included. */
const egressLimits: EgressLimits = { bodyBytes: 1024 * 1024, timeoutMs: 10_000 };

const readBytes = 64 * 1024 * 1024;
const maxUrlLength = 8_192;
const maxHeaderCount = 100;
const maxHeaderLength = 16_384;
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** What an egress is made from. */
export interface EgressParts {
  /** `host:port` and CIDR ranges that may be reached in spite of being private. */
  readonly allow: readonly string[];
  readonly limits?: EgressLimits;
  /** What all answers together may take while they are read. */
  readonly readBytes?: number;
  readonly resolve?: ResolveHost;
}

/**
 * Sends the requests of apps: by https, to the public internet and to what the operator allows. A name is looked up once,
 * its addresses are checked, and the connection goes to one of those.
 */
export class Egress {
  readonly #allowance: Allowance;
  readonly #rules = new AddressRules();
  readonly #limits: EgressLimits;
  readonly #resolve: ResolveHost;
  readonly #budget: ReadBudget;

  constructor(parts: EgressParts) {
    this.#allowance = new Allowance(parts.allow);
    this.#limits = parts.limits ?? egressLimits;
    this.#resolve = parts.resolve ?? resolveHost;
    this.#budget = new ReadBudget(parts.readBytes ?? readBytes);
  }

  /**
   * Sends a request; `hosts` are those that the app has named in its settings, if it has. Throws `EGRESS_REFUSED`,
   * `EGRESS_FAILED`, `PAYLOAD_TOO_LARGE`, `TIMEOUT` or `REQUEST_INVALID`.
   */
  async send(request: EgressRequest, hosts?: readonly string[]): Promise<EgressAnswer> {
    const url = this.#check(request, hosts);
    const signal = AbortSignal.timeout(this.#limits.timeoutMs);
    try {
      const addresses = await inTime(this.#addresses(url), signal);
      return await exchange(url, addresses, request, this.#limits, this.#budget, signal);
    } catch (cause) {
      throw this.#failure(url, signal, cause);
    }
  }

  #failure(url: URL, signal: AbortSignal, cause: unknown): FlotillaError {
    if (cause instanceof FlotillaError) return cause;
    if (signal.aborted) {
      const text = `${url.host}: no answer in ${this.#limits.timeoutMs} ms`;
      return new FlotillaError("TIMEOUT", text, { cause });
    }
    return new FlotillaError("EGRESS_FAILED", `${url.host}: ${messageOf(cause)}`, { cause });
  }

  #check(request: EgressRequest, hosts: readonly string[] | undefined): URL {
    const { url: address, method, headers, body } = request;
    const url = address.length <= maxUrlLength ? URL.parse(address) : null;
    if (url === null) throw invalid("expected a URL");
    if (url.protocol !== "https:" && url.protocol !== "http:") {
      throw refused(url, "expected an https URL");
    }
    if (url.username !== "" || url.password !== "") throw refused(url, "the URL holds a password");
    if (!methods.has(method)) throw invalid(`expected one of ${[...methods].join(", ")}`);
    if (body.length > this.#limits.bodyBytes) {
      throw new FlotillaError(
        "PAYLOAD_TOO_LARGE",
        `the request is over ${this.#limits.bodyBytes} bytes`,
      );
    }
    const entries = Object.entries(headers);
    const length = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    if (entries.length > maxHeaderCount || length > maxHeaderLength) {
      throw invalid("too many headers");
    }
    if (hosts !== undefined && !hosts.some((pattern) => matchesHost(pattern, url.hostname))) {
      throw refused(url, 'it is not in the app\'s "egress" setting');
    }
    return url;
  }

  /** Where to connect: only what may be reached. */
  async #addresses(url: URL): Promise<readonly HostAddress[]> {
    const host = url.hostname.toLowerCase().replace(/\.$/, "");
    const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
    const literal = literalAddress(host);
    const found =
      literal === undefined ? await this.#resolve(host, this.#allowance.names(host)) : [literal];
    if (found.length === 0) throw new FlotillaError("EGRESS_FAILED", `${host}: no such host`);
    const isAllowed = ({ address }: HostAddress): boolean =>
      this.#allowance.allows(host, port, address);
    if (url.protocol === "http:") {
      const local = found.filter((each) => isLoopback(each.address) && isAllowed(each));
      if (local.length === 0) throw refused(url, "expected an https URL");
      return local;
    }
    const reachable = found.filter((each) => this.#rules.isPublic(each.address) || isAllowed(each));
    if (reachable.length === 0) throw refused(url, "it is a private or local address");
    return reachable;
  }
}

async function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function refused(url: URL, why: string): FlotillaError {
  return new FlotillaError(
    "EGRESS_REFUSED",
    `${url.protocol}//${url.host} may not be reached: ${why}`,
  );
}

function invalid(why: string): FlotillaError {
  return new FlotillaError("REQUEST_INVALID", `request: ${why}`);
}
