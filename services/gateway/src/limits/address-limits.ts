import { TokenBucket } from "@flotilla/protocol";
import type { GatewayLimits } from "../config.ts";

/** What one client address may do. */
export interface AddressLimitsConfig {
  readonly connections: number;
  readonly registrationsPerMinute: number;
  readonly unknownSessionsPerMinute: number;
}

/** The bounds of single addresses among a gateway's limits. */
export function addressBounds(limits: GatewayLimits): AddressLimitsConfig {
  return {
    connections: limits.connectionsPerAddress,
    registrationsPerMinute: limits.registrationsPerMinute,
    unknownSessionsPerMinute: limits.unknownSessionsPerMinute,
  };
}

interface Address {
  connections: number;
  readonly registrations: TokenBucket;
  readonly unknownSessions: TokenBucket;
}

/** Counts by client address; an address that has been quiet for long enough is forgotten. */
export class AddressLimits {
  readonly #config: AddressLimitsConfig;
  readonly #now: () => number;
  readonly #addresses = new Map<string, Address>();

  constructor(config: AddressLimitsConfig, now: () => number) {
    this.#config = config;
    this.#now = now;
  }

  /** Counts a connection until it is released; false over the limit. */
  connect(ip: string): boolean {
    const address = this.#address(ip);
    if (address.connections >= this.#config.connections) return false;
    address.connections += 1;
    return true;
  }

  release(ip: string): void {
    const address = this.#addresses.get(groupOf(ip));
    if (address !== undefined && address.connections > 0) address.connections -= 1;
  }

  /** Counts a registration; false over the limit. */
  register(ip: string): boolean {
    return this.#address(ip).registrations.take(this.#now());
  }

  /** Whether the address has registrations left; counts nothing. Seconds to wait, 0 if it has. */
  registrationWaitS(ip: string): number {
    return this.#address(ip).registrations.waitS(this.#now());
  }

  /** Counts an unknown session id; false when its answer is to be slowed down. */
  unknownSession(ip: string): boolean {
    return this.#address(ip).unknownSessions.take(this.#now());
  }

  /** Forgets addresses of which nothing is left to count. */
  sweep(): void {
    const now = this.#now();
    for (const [key, address] of this.#addresses) {
      const { connections, registrations, unknownSessions } = address;
      if (connections === 0 && registrations.isFull(now) && unknownSessions.isFull(now)) {
        this.#addresses.delete(key);
      }
    }
  }

  #address(ip: string): Address {
    const key = groupOf(ip);
    let address = this.#addresses.get(key);
    if (address === undefined) {
      const { registrationsPerMinute: r, unknownSessionsPerMinute: u } = this.#config;
      const now = this.#now();
      address = {
        connections: 0,
        registrations: new TokenBucket(r / 60, r, now),
        unknownSessions: new TokenBucket(u / 60, u, now),
      };
      this.#addresses.set(key, address);
    }
    return address;
  }
}

/** One IPv6 client owns a whole /64. */
function groupOf(ip: string): string {
  if (!ip.includes(":")) return ip;
  const [head = "", tail = ""] = ip.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = ip.includes("::") ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
