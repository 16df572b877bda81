import { takeClaims } from "./claims.ts";
import type { Group } from "./group.ts";

/** Who has signed in, with the fields that the provider has for a user: `user.name`, `user.email`. */
export class User {
  [claim: string]: unknown;
  /** The provider's name for this user, which stays the same. */
  readonly id: string;
  /** Empty unless `fetchGroups` was asked for. */
  groups: readonly Group[] = [];
  /** All that the provider has said, under its own names. */
  readonly claims: Readonly<Record<string, unknown>>;

  constructor(claims: Readonly<Record<string, unknown>>, id: string) {
    this.id = id;
    this.claims = claims;
    takeClaims(this, claims);
  }
}
