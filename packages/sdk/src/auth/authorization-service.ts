import type { Authorization, AuthorizationOptions } from "./authorization.ts";
import { Group } from "./group.ts";
import type { KeptAuthorization } from "./kept-logins.ts";
import { knownProviders, registrationOf } from "./known-providers.ts";
import { OAuthError } from "./oauth-error.ts";
import { getFields, postForm } from "./oauth-http.ts";
import { OAuthProvider } from "./oauth-provider.ts";
import { OAuthToken } from "./oauth-token.ts";
import { createPkce, randomToken } from "./pkce.ts";
import { User } from "./user.ts";

/** Authorization by OAuth 2: code flow with a state and a proof key (PKCE, S256). */
export class AuthorizationService implements Authorization {
  readonly fetchUser: boolean;
  readonly fetchGroups: boolean;
  /** What is asked for: that of the login, of the provider, of user and groups if they are wanted. */
  readonly scope: readonly string[];
  user: User | null = null;
  readonly #provider: OAuthProvider;
  /** Of a restored one: the provider is that which the program has made for it by now. */
  #registration: string | undefined;
  readonly #redirectUrl: string;
  #token: OAuthToken | null = null;
  #verifier: string | undefined;
  #refreshing: Promise<void> | undefined;

  constructor(provider: OAuthProvider, options: AuthorizationOptions) {
    this.#provider = provider;
    this.fetchUser = options.fetchUser;
    this.fetchGroups = options.fetchGroups;
    this.#redirectUrl = provider.redirectUrl ?? options.redirectUrl;
    this.scope = [
      ...new Set([
        ...options.scope,
        ...provider.scopes,
        ...(options.fetchUser ? provider.userScopes : []),
        ...(options.fetchGroups ? provider.groupScopes : []),
      ]),
    ];
  }

  /** As it was kept; its provider is found as soon as the program has made it anew. */
  static restored(kept: KeptAuthorization): AuthorizationService {
    const { fetchUser, fetchGroups, scope, redirectUrl, token, user } = kept;
    const provider = new BareProvider(kept.provider);
    const service = new AuthorizationService(provider, {
      fetchUser,
      fetchGroups,
      scope,
      redirectUrl,
    });
    service.#registration = kept.registration;
    service.#token = token === null ? null : OAuthToken.fromJson(token);
    service.#verifier = kept.verifier;
    if (user !== null) {
      service.user = new User(user.claims, user.id);
      service.user.groups = user.groups.map((group) => new Group(group, group.name));
    }
    return service;
  }

  /** What is to be kept of it. */
  kept(): KeptAuthorization {
    const { provider, fetchUser, fetchGroups, scope, user } = this;
    const { clientId, authorizationEndpoint, tokenEndpoint, revocationEndpoint, issuer } = provider;
    return {
      registration: this.#registration ?? registrationOf(provider),
      provider: {
        ...{ clientId, authorizationEndpoint, tokenEndpoint },
        ...(revocationEndpoint !== undefined && { revocationEndpoint }),
        ...(issuer !== undefined && { issuer }),
      },
      ...{ fetchUser, fetchGroups, scope },
      redirectUrl: this.#redirectUrl,
      token: this.#token?.toJson() ?? null,
      verifier: this.#verifier,
      user: user && {
        id: user.id,
        claims: user.claims,
        groups: user.groups.map((group) => ({ ...group })),
      },
    };
  }

  get provider(): OAuthProvider {
    if (this.#registration === undefined) return this.#provider;
    return knownProviders.find(this.#registration) ?? this.#provider;
  }

  /** Whether the program has not made the provider again of which only the addresses were kept. */
  get isOrphan(): boolean {
    return this.provider instanceof BareProvider;
  }

  get token(): OAuthToken | null {
    return this.#token;
  }

  /** The token, refreshed if it has expired and can be; those who ask at the same time share one refresh. */
  async getToken(): Promise<OAuthToken | null> {
    await this.#refresh();
    return this.#token;
  }

  async getAuthorizationData(): Promise<{ readonly url: string; readonly state: string }> {
    const { verifier, challenge } = await createPkce();
    this.#verifier = verifier;
    const state = randomToken();
    const url = new URL(this.provider.authorizationEndpoint);
    const parameters = {
      ...this.provider.authorizationParams,
      response_type: "code",
      client_id: this.provider.clientId,
      redirect_uri: this.#redirectUrl,
      ...(this.scope.length > 0 && { scope: this.scope.join(" ") }),
      state,
      code_challenge: challenge,
      code_challenge_method: "S256",
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return { url: url.href, state };
  }

  async requestToken(code: string): Promise<void> {
    const verifier = this.#verifier;
    if (verifier === undefined) throw new OAuthError("invalid_request", "no sign-in has begun");
    this.#verifier = undefined;
    await this.#ask({
      grant_type: "authorization_code",
      code,
      redirect_uri: this.#redirectUrl,
      code_verifier: verifier,
    });
    await this.#fetchUserAndGroups();
  }

  async dehydrateToken(savedToken: string): Promise<void> {
    this.#token = OAuthToken.fromJson(savedToken);
    await this.#refresh();
    await this.#fetchUserAndGroups();
  }

  /** Has the provider take the token back, if it knows how to; the authorization is of no use afterwards. */
  async revokeToken(): Promise<void> {
    const { revocationEndpoint } = this.provider;
    const token = this.#token;
    if (token === null || revocationEndpoint === undefined) return;
    const hint = token.refreshToken === null ? "access_token" : "refresh_token";
    await postForm(revocationEndpoint, {
      token: token.refreshToken ?? token.accessToken,
      token_type_hint: hint,
      ...this.#client(),
    });
    this.#token = null;
  }

  async #refresh(): Promise<void> {
    const token = this.#token;
    if (token === null || token.expiresAt === null || token.refreshToken === null) return;
    if (Date.now() < token.expiresAt * 1_000) return;
    this.#refreshing ??= this.#ask({
      grant_type: "refresh_token",
      refresh_token: token.refreshToken,
      redirect_uri: this.#redirectUrl,
    }).finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #ask(grant: Readonly<Record<string, string>>): Promise<void> {
    const now = Date.now();
    const fields = await postForm(this.provider.tokenEndpoint, { ...grant, ...this.#client() });
    if (typeof fields.access_token !== "string") {
      throw new OAuthError("invalid_response", "the answer holds no access token");
    }
    const before = this.#token?.refreshToken;
    const kept = grant.grant_type === "refresh_token" && before ? { refresh_token: before } : {};
    this.#token = OAuthToken.fromAnswer({ ...kept, ...fields }, now);
  }

  #client(): Record<string, string> {
    const { clientId, clientSecret } = this.provider;
    return {
      client_id: clientId,
      ...(clientSecret !== undefined && { client_secret: clientSecret }),
    };
  }

  async #fetchUserAndGroups(): Promise<void> {
    const { provider } = this;
    const token = this.#token;
    if (!this.fetchUser || token === null) return;
    const { accessToken } = token;
    this.user = (await provider.fetchUser(accessToken)) ?? (await this.#userOf(accessToken));
    if (this.fetchGroups && this.user !== null) {
      this.user.groups = await provider.fetchGroups(accessToken);
    }
  }

  async #userOf(accessToken: string): Promise<User | null> {
    const { userEndpoint, userIdFn } = this.provider;
    if (userEndpoint === undefined) return null;
    if (userIdFn === undefined) {
      throw new TypeError("OAuthProvider: userEndpoint needs userIdFn, which finds the user's id");
    }
    const claims = await getFields(userEndpoint, accessToken);
    return new User(claims, String(userIdFn(claims)));
  }
}

/** The addresses of a provider that this program has not made. */
class BareProvider extends OAuthProvider {}
