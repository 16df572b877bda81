import process from "node:process";
import { type LinkOpen, messageOf } from "@flotilla/protocol";
import { type Migrate, migrateParts, type Restore } from "@flotilla/sdk/runtime";
import { describeError } from "./faults.ts";

/** A session that begins here, and what it begins from. */
export interface Opening extends Omit<LinkOpen, "restore"> {
  readonly restore?: Restore;
  /** Why it cannot go on with the live release, if that has turned out. */
  readonly staysFor?: string;
}

/** What taking sessions over needs. */
export interface TakeOverParts {
  /** The release of this process. */
  readonly release: string;
  readonly migrate: Migrate | undefined;
  /** The author is to know why a session stays with the release that it had. */
  readonly onStays: (session: string, why: string) => void;
}

/** Which input was applied last and what the page was like: what every release can take over. */
const lastingParts: ReadonlySet<string> = new Set(["m", "p"]);

/** Brings what sessions of other releases have kept into the form of this one. */
export class TakeOver {
  readonly #parts: TakeOverParts;
  #isTold = false;

  constructor(parts: TakeOverParts) {
    this.#parts = parts;
  }

  /** Undefined if the session is to go on with the release that it had. */
  of({ restore, ...open }: LinkOpen): Opening | undefined {
    const { release, migrate, onStays } = this.#parts;
    if (restore === undefined) return open;
    if (restore.release === release || migrate === undefined) {
      const staysFor = restore.hasStayed
        ? "the live release cannot take over its state"
        : undefined;
      return { ...open, restore, ...(staysFor !== undefined && { staysFor }) };
    }
    try {
      const parts = migrateParts(restore.parts, migrate, restore.release);
      const isMigrated = parts !== restore.parts;
      return { ...open, restore: { ...restore, parts, isMigrated } };
    } catch (error) {
      this.#tell(error);
      const why = `migrate failed for its state of release ${restore.release}: ${messageOf(error)}`;
      onStays(open.sessionId, why);
      if (restore.mayStay) return undefined;
      const lasting = Object.entries(restore.parts).filter(([name]) => lastingParts.has(name));
      return {
        ...open,
        restore: { ...restore, parts: Object.fromEntries(lasting), isMigrated: true },
      };
    }
  }

  /** The stack, once: hundreds of sessions are likely to fail at the same place. */
  #tell(error: unknown): void {
    if (this.#isTold) return;
    this.#isTold = true;
    process.stderr.write(`migrate: ${describeError(error)}\n`);
  }
}
