import { BlockList, isIP, isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";

/** Ranges of IPv4 that are no public address of one machine. */
const special4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
];
/** The only part of IPv6 that is given out to networks, */
const public6 = "2000::/3";
/** and what in it is reserved, or leads to an IPv4 address that is not looked at. */
const special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

/** Tells public addresses from private, local and reserved ones. */
export class AddressRules {
  readonly #special = blockList([...special4, ...special6]);
  readonly #public6 = blockList([public6]);

  /** Whether an address belongs to the public internet, and not to this machine. */
  isPublic(address: string): boolean {
    const family = isIP(address);
    if (family === 0) return false;
    if (holds(this.#special, address)) return false;
    if (family === 6 && !holds(this.#public6, address)) return false;
    return !isOwn(address);
  }
}

/** Whether an address leads back to the machine that uses it. */
export function isLoopback(address: string): boolean {
  return isIPv6(address) ? address === "::1" : /^127\./.test(address);
}

/** A list of CIDR ranges. */
export function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", prefix = isIPv6(address) ? "128" : "32"] = range.split("/");
    list.addSubnet(address, Number(prefix), isIPv6(address) ? "ipv6" : "ipv4");
  }
  return list;
}

/** Whether a list has an address. */
export function holds(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** A machine may have a public address: what listens there is not meant for apps. */
function isOwn(address: string): boolean {
  return Object.values(networkInterfaces()).some((each) =>
    each?.some((known) => known.address === address),
  );
}
