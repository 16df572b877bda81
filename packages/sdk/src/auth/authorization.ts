import type { OAuthProvider } from "./oauth-provider.ts";
import type { OAuthToken } from "./oauth-token.ts";
import type { User } from "./user.ts";

/** What `page.login` asks of the way in which users are authorized; `page.auth` is one. */
export interface Authorization {
  /** Who has signed in; null if that was not asked for. */
  readonly user: User | null;
  /** The token as it is, perhaps expired; `getToken` refreshes it. */
  readonly token: OAuthToken | null;
  /** The token, refreshed if it has expired and can be. */
  getToken(): Promise<OAuthToken | null>;
  /** Where the user is to sign in, and the state that the answer will name. */
  getAuthorizationData(): Promise<{ readonly url: string; readonly state: string }>;
  /** Gets the token for a provider's answer, then user and groups if they are wanted. */
  requestToken(code: string): Promise<void>;
  /** Begins with a token that was kept as text. */
  dehydrateToken(savedToken: string): Promise<void>;
  /** Has the provider take the token back, if it knows how to. */
  revokeToken?(): Promise<void>;
}

/** What a login asks for. */
export interface AuthorizationOptions {
  readonly fetchUser: boolean;
  readonly fetchGroups: boolean;
  readonly scope: readonly string[];
  /** Where the provider sends its answer, unless the provider's settings say. */
  readonly redirectUrl: string;
}

/** A class of authorizations, for `page.login`. */
export type AuthorizationClass<A extends Authorization = Authorization> = new (
  provider: OAuthProvider,
  options: AuthorizationOptions,
) => A;
