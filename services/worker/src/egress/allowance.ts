import { type BlockList, isIP } from "node:net";
import { blockList, holds } from "./address-rules.ts";

/** Private addresses that the operator lets apps reach: `host:port` and CIDR ranges. */
export class Allowance {
  readonly #places: ReadonlySet<string>;
  readonly #hosts: ReadonlySet<string>;
  readonly #ranges: BlockList;

  constructor(entries: readonly string[]) {
    const places = entries.filter((entry) => !isRange(entry)).map((entry) => entry.toLowerCase());
    this.#places = new Set(places);
    this.#hosts = new Set(places.map((place) => place.slice(0, place.lastIndexOf(":"))));
    this.#ranges = blockList(entries.filter(isRange));
  }

  /** Whether the operator has named this host, so that its name may be looked up as the machine itself does. */
  names(host: string): boolean {
    return this.#hosts.has(host);
  }

  /** Whether this address may be reached, by the name that was asked for or by itself. */
  allows(host: string, port: number, address: string): boolean {
    const own = isIP(address) === 6 ? `[${address}]` : address;
    return (
      this.#places.has(`${host}:${port}`) ||
      this.#places.has(`${own}:${port}`) ||
      holds(this.#ranges, address)
    );
  }
}

/** Whether a text can stand in a list of allowed addresses. */
export function isAllowanceEntry(text: string): boolean {
  if (isRange(text)) return true;
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+):(\d{1,5})$/i.exec(text);
  return match !== null && Number(match[2]) >= 1 && Number(match[2]) <= 65_535;
}

function isRange(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}
