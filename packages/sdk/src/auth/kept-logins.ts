import type { CheckpointParts } from "@flotilla/protocol";
import { decodeKept, encodeKept, toKept } from "../keeping/kept-value.ts";

/** A user as it is kept: what the provider has said, and the groups with all their fields. */
export interface KeptUser {
  readonly id: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly groups: readonly (Readonly<Record<string, unknown>> & { readonly name: string })[];
}

/** What is kept of an authorization: all but the provider's secret and functions. */
export interface KeptAuthorization {
  /** By which the provider is found among those that the restored program makes. */
  readonly registration: string;
  readonly provider: {
    readonly clientId: string;
    readonly authorizationEndpoint: string;
    readonly tokenEndpoint: string;
    readonly revocationEndpoint?: string;
    readonly issuer?: string;
  };
  readonly fetchUser: boolean;
  readonly fetchGroups: boolean;
  readonly scope: readonly string[];
  readonly redirectUrl: string;
  readonly token: string | null;
  readonly verifier: string | undefined;
  readonly user: KeptUser | null;
}

/** Who has signed in to a session, and which sign-ins wait for their answers, by their states. */
export interface KeptLogins {
  readonly auth: KeptAuthorization | null;
  readonly pending: readonly (readonly [state: string, authorization: KeptAuthorization])[];
}

/** The name of the part of a checkpoint. */
export const loginsPart = "l";

/** The part of a checkpoint. Throws `STATE_NOT_CLONABLE` if a user has what cannot be kept. */
export function encodeLogins(logins: KeptLogins): Uint8Array {
  return encodeKept(toKept(logins, "page.auth"), "page.auth");
}

/** Reads it; null if nothing is kept, throws for a part that is damaged. */
export function decodeLogins(parts: CheckpointParts): KeptLogins | null {
  const bytes = parts[loginsPart];
  return bytes === undefined ? null : (decodeKept(bytes) as KeptLogins);
}
