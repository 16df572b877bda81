import type { OAuthProvider } from "./oauth-provider.ts";

/** Registrations of an app; it has a few, unless it makes them up. */
const maxKnown = 256;

/**
 * The providers that the app's program has made. What is kept of a sign-in can't hold one: it may have functions, and its
 * secret is the program's to bring along. A restored sign-in finds it here again.
 */
class KnownProviders {
  readonly #newest = new Map<string, OAuthProvider>();

  add(provider: OAuthProvider): void {
    const name = registrationOf(provider);
    this.#newest.delete(name);
    this.#newest.set(name, provider);
    const [oldest] = this.#newest.keys();
    if (this.#newest.size > maxKnown && oldest !== undefined) this.#newest.delete(oldest);
  }

  find(registration: string): OAuthProvider | undefined {
    return this.#newest.get(registration);
  }
}

/** One for the program, as its modules are. */
export const knownProviders: KnownProviders = new KnownProviders();

/** What two providers have in common that are made for the same registration. */
export function registrationOf(provider: OAuthProvider): string {
  const { clientId, authorizationEndpoint, tokenEndpoint, issuer = "" } = provider;
  return JSON.stringify([
    provider.constructor.name,
    clientId,
    authorizationEndpoint,
    tokenEndpoint,
    issuer,
  ]);
}
