import { closeCodes } from "@flotilla/protocol";

/** What a lost connection means for the visitor. */
export type CloseReaction =
  /** Connect again, not sooner than after `leastMs`. */
  | { readonly type: "retry"; readonly leastMs: number }
  /** The session is over; a new one only if the visitor asks for it. */
  | { readonly type: "ended" }
  /** There is no such app (any more). */
  | { readonly type: "gone" };

const patienceMs = 2_000;

/** Decides by the close code how the client goes on. */
export function reactToClose(code: number): CloseReaction {
  switch (code) {
    case closeCodes.normal:
      return { type: "ended" };
    case closeCodes.appUnknown:
      return { type: "gone" };
    case closeCodes.policy:
    case closeCodes.noCapacity:
      return { type: "retry", leastMs: patienceMs };
    default:
      return { type: "retry", leastMs: 0 };
  }
}
