import { type CheckpointParts, messageOf } from "@flotilla/protocol";
import { decodeLogins, type KeptLogins } from "../auth/kept-logins.ts";
import { SavedState } from "../declarative/state/saved-state.ts";
import { type AppliedInputs, noInputs } from "../session/inputs.ts";
import { decodeInputs } from "./kept-inputs.ts";
import { KeptPage } from "./kept-page.ts";
import { readStore } from "./kept-store.ts";

/** Names of the parts that every checkpoint has. */
export const partNames = { inputs: "m", page: "p" } as const;

/** What a session starts from after its process has ended or its release has changed. */
export interface Restore {
  readonly parts: CheckpointParts;
  /** The release that wrote the parts. */
  readonly release: string;
  /** They are not those that are kept, but made from them. */
  readonly isMigrated?: boolean;
  /** The client has been there all along: what is kept of its page is newer than its registration. */
  readonly isStaying: boolean;
}

/** A session as its last checkpoint left it. */
export interface RestoredSession {
  /** What is kept already; undefined if it cannot be used. */
  readonly parts: CheckpointParts | undefined;
  readonly inputs: AppliedInputs;
  readonly page: KeptPage;
  readonly store: ReadonlyMap<string, unknown>;
  readonly components: SavedState | null;
  readonly logins: KeptLogins | null;
}

const nothing = {
  parts: undefined,
  inputs: noInputs,
  store: new Map(),
  components: null,
  logins: null,
};

/** Reads what was kept; what cannot be read counts as nothing, and `log` is told. */
export function readRestore(
  restore: Restore | undefined,
  log: (text: string) => void,
): RestoredSession {
  if (restore === undefined) return { ...nothing, page: new KeptPage() };
  const { parts, release } = restore;
  let inputs = noInputs;
  try {
    inputs = decodeInputs(parts[partNames.inputs]);
    const page = new KeptPage(parts[partNames.page]);
    const components = new SavedState(parts);
    return {
      parts,
      inputs,
      page,
      store: readStore(parts),
      components,
      logins: decodeLogins(parts),
    };
  } catch (error) {
    log(
      `a session starts without what release ${release} kept of it, which cannot be read: ${messageOf(error)}`,
    );
    return { ...nothing, page: new KeptPage(), inputs };
  }
}
