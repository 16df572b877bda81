import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import proxyaddr from "proxy-addr";

/** What a request says about who sent it, forged headers left out. */
export interface ClientFacts {
  readonly ip: string;
  readonly isSecure: boolean;
  readonly userAgent: string;
}

const maxUserAgentLength = 512;

/** Reads facts from requests; forwarding headers count only when a trusted proxy sent them. */
export class ClientFactsReader {
  readonly #trusts: (address: string, index: number) => boolean;

  constructor(trustedProxies: readonly string[]) {
    this.#trusts =
      trustedProxies.length === 0 ? () => false : proxyaddr.compile([...trustedProxies]);
  }

  read(request: IncomingMessage): ClientFacts {
    const peer = plainAddress(request.socket.remoteAddress ?? "");
    const forwarded = plainAddress(proxyaddr(request, this.#trusts));
    const isFromProxy = this.#trusts(peer, 0);
    const proto = headerOf(request, "x-forwarded-proto").split(",")[0]?.trim().toLowerCase();
    return {
      ip: isIP(forwarded) === 0 ? peer : forwarded,
      isSecure: isFromProxy && proto === "https",
      userAgent: printable(headerOf(request, "user-agent")).slice(0, maxUserAgentLength),
    };
  }
}

/** Whether a text is an address or a CIDR range that a trust list can hold. */
export function isAddressRange(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  if (!/^\d{1,3}$/.test(prefix)) return false;
  try {
    new BlockList().addSubnet(address, Number(prefix), family === 4 ? "ipv4" : "ipv6");
    return true;
  } catch {
    return false;
  }
}

/** IPv4 inside IPv6 is shown, counted and compared as IPv4. */
function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address.trim());
  return mapped?.[1] ?? address.trim();
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}
