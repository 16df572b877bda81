import { takeClaims } from "./claims.ts";

/** A group or role of a user, with the fields that the provider has for it: `group.slug`. */
export class Group {
  [claim: string]: unknown;
  readonly name: string;

  constructor(claims: Readonly<Record<string, unknown>>, name: string) {
    this.name = name;
    takeClaims(this, claims);
  }
}
