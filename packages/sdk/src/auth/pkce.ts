/** A secret that one request begins with and a later one ends with, and what of it may be seen meanwhile. */
export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

/** Makes a fresh proof key (RFC 7636, S256). */
export async function createPkce(): Promise<Pkce> {
  const verifier = randomToken();
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(digest)) };
}

/** 256 random bits, fit for URLs. */
export function randomToken(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
