import type { RefLike } from "../core/base-control.ts";
import type { KeyValue } from "../generated/aliases.ts";

/** Named properties of every control. */
export interface BaseControlProps<_C = unknown> {
  /** Identity across rebuilds and in lists. */
  key?: KeyValue | null | undefined;
  /** Anything the author wants to keep with the control; never sent. */
  data?: unknown;
  /** Receives the control. */
  ref?: RefLike | null | undefined;
}
