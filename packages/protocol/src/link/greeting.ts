import type { ErrorCode } from "../errors.ts";
import { type LinkHello, linkVersion, oldestLinkVersion } from "./messages.ts";

/** The versions that an end speaks: all from the oldest to the newest. */
export interface LinkVersions {
  readonly newest: number;
  readonly oldest: number;
}

/** How the ends of a link find the version that both speak: the newer end's duty is to say nothing that the older one does not know. */
export class Greeting {
  readonly #side: LinkHello["side"];
  readonly #versions: LinkVersions;
  #version: number | undefined;

  constructor(side: LinkHello["side"], versions?: LinkVersions) {
    this.#side = side;
    this.#versions = versions ?? { newest: linkVersion, oldest: oldestLinkVersion };
  }

  /** The version in use; undefined until the peer has named itself. */
  get version(): number | undefined {
    return this.#version;
  }

  /** What this end says first. */
  hello(id: string): LinkHello {
    const { newest, oldest } = this.#versions;
    return { version: newest, oldest, side: this.#side, id };
  }

  /** Takes the peer's; returns what is wrong with it. A peer that names no oldest version speaks just one. */
  take(hello: LinkHello): { readonly code: ErrorCode; readonly what: string } | undefined {
    if (hello.side !== (this.#side === "app" ? "gateway" : "app"))
      return { code: "LINK_MALFORMED", what: "a hello of the same side" };
    const { newest, oldest } = this.#versions;
    const theirOldest = hello.oldest ?? hello.version;
    const common = Math.min(newest, hello.version);
    if (common < oldest || common < theirOldest) {
      const what = `versions ${theirOldest} to ${hello.version}, expected one from ${oldest} to ${newest}`;
      return { code: "LINK_VERSION", what };
    }
    this.#version = common;
    return undefined;
  }
}
