import type { FlotillaError } from "@flotilla/protocol";

/** What one message has changed, so that only those controls are drawn again. */
export interface Changes {
  /**
   * Properties that changed, by the id of the control that holds them; for values inside lists and maps that is the
   * nearest control above. A new body of a component counts for the component and for the control that it stands in.
   */
  readonly changed: Map<number, Set<string>>;
  /** Controls that were not in the tree before. */
  readonly added: Set<number>;
  /** Controls that are no longer in the tree. */
  readonly removed: Set<number>;
  /** Why the rest of the message was not applied. */
  readonly failure?: FlotillaError;
}
