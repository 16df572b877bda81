import type { Token, TokenRole, Tokens } from "@flotilla/objects";
import { tokenRoles } from "@flotilla/objects";
import { FlotillaError } from "@flotilla/protocol";

/** The token that a request carries; throws `UNAUTHENTICATED` without a valid one. */
export async function authenticate(
  tokens: Pick<Tokens, "find">,
  authorization: string | undefined,
): Promise<Token> {
  const text = /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(authorization ?? "")?.[1];
  const token = text === undefined ? undefined : await tokens.find(text);
  if (token === undefined) {
    throw new FlotillaError(
      "UNAUTHENTICATED",
      authorization === undefined
        ? "this needs a token: send Authorization: Bearer TOKEN"
        : "the token is not valid here",
    );
  }
  return token;
}

/**
 * Throws `FORBIDDEN` unless the token may act in the team with this role. A stranger learns nothing about a
 * team: one that exists and one that does not answer alike.
 */
export function authorise(token: Token, role: TokenRole, team: string | undefined): void {
  if (team !== undefined && token.team !== null && token.team !== team) {
    throw new FlotillaError("FORBIDDEN", "the token belongs to another team");
  }
  if (rank(token.role) < rank(role)) {
    throw new FlotillaError(
      "FORBIDDEN",
      `this needs the role "${role}", the token has "${token.role}"`,
    );
  }
}

function rank(role: TokenRole): number {
  return tokenRoles.indexOf(role);
}
