import { lookup, Resolver } from "node:dns/promises";
import { isIP } from "node:net";

/** An address to connect to. */
export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Finds the addresses of a name; none if there is no such name. */
export type ResolveHost = (host: string, isTrusted: boolean) => Promise<readonly HostAddress[]>;

/**
 * Asks the name servers. Only names that the operator has named are looked up as the machine itself does it: that may take
 * a thread for long, and apps can name hosts whose server does not answer.
 */
export const resolveHost: ResolveHost = async (host, isTrusted) => {
  if (isTrusted) return (await lookup(host, { all: true })).map(({ address }) => known(address));
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = [four, six].flatMap((each) => (each.status === "fulfilled" ? each.value : []));
  return found.map(known);
};

/** An address that stands in a URL itself; undefined for a name. */
export function literalAddress(hostname: string): HostAddress | undefined {
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(address) === 0 ? undefined : known(address);
}

function known(address: string): HostAddress {
  return { address, family: isIP(address) === 6 ? 6 : 4 };
}
