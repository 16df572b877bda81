import { FaultProxy } from "../fault-proxy.ts";

const lookMs = 10;
const patienceMs = 1_000;

/** The ways between the parts of a cluster, each by its name: `client>g1`, `redis>w1`, `g1>w2`. */
export class Ways implements AsyncDisposable {
  readonly #seed: number;
  readonly #ways = new Map<string, FaultProxy>();
  /** Which node an internal address is. */
  readonly #names = new Map<string, string>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The way of that name, to that target from now on. */
  async open(name: string, target: { readonly port: number }): Promise<FaultProxy> {
    const known = this.#ways.get(name);
    if (known !== undefined) {
      known.target = target;
      await known.up();
      return known;
    }
    const way = await FaultProxy.open({ target, seed: this.#seed });
    this.#ways.set(name, way);
    return way;
  }

  at(name: string): FaultProxy {
    const way = this.#ways.get(name);
    if (way === undefined) throw new Error(`no way ${name}`);
    return way;
  }

  /** The ways that match, of those that there are. */
  matching(pattern: RegExp): readonly FaultProxy[] {
    return [...this.#ways].flatMap(([name, way]) => (pattern.test(name) ? [way] : []));
  }

  /** The names that match, of the ways that there are. */
  names(pattern: RegExp): readonly string[] {
    return [...this.#ways.keys()].filter((name) => pattern.test(name));
  }

  /** Says which node an internal address belongs to. */
  name(url: string, node: string): void {
    this.#names.set(url, node);
  }

  /** The address under which one node reaches another; a stranger is reached directly. */
  async between(from: string, url: string): Promise<string> {
    for (const end = performance.now() + patienceMs; performance.now() < end; ) {
      const to = this.#names.get(url);
      if (to !== undefined) {
        const way = await this.open(`${from}>${to}`, { port: Number(new URL(url).port) });
        return `http://127.0.0.1:${way.port}`;
      }
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
    return url;
  }

  /** All ways to Redis lead to another one. */
  redirectRedis(port: number): void {
    for (const way of this.matching(/^redis/)) {
      way.target = { port };
      way.cut();
    }
  }

  heal(): void {
    for (const way of this.#ways.values()) way.heal();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#ways.values()].map((way) => way[Symbol.asyncDispose]()));
  }
}
