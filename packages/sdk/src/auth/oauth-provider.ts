import { callableClass } from "../core/callable-class.ts";
import type { Group } from "./group.ts";
import { knownProviders } from "./known-providers.ts";
import type { User } from "./user.ts";

/** What is to be known of a provider and of the app's registration there. */
export interface OAuthProviderOptions {
  readonly clientId: string;
  /** Left out for registrations without one. */
  readonly clientSecret?: string;
  /** The page on which users sign in. */
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  /** Where answers go, as registered; without it, the app's own address with `/oauth_callback`. */
  readonly redirectUrl?: string;
  /** Scopes of every login. */
  readonly scopes?: readonly string[];
  /** Further ones if the user is fetched. */
  readonly userScopes?: readonly string[];
  /** Answers with the fields of the token's user, among which `userIdFn` finds the id. */
  readonly userEndpoint?: string;
  readonly userIdFn?: (user: Readonly<Record<string, unknown>>) => unknown;
  /** Further ones if the groups are fetched. */
  readonly groupScopes?: readonly string[];
  /** Further parameters of the page on which users sign in. */
  readonly authorizationParams?: Readonly<Record<string, string>>;
  /** Takes tokens back (RFC 7009). */
  readonly revocationEndpoint?: string;
  /** The provider names itself in its answers (RFC 9207): one of another issuer, or of none, is refused. */
  readonly issuer?: string;
}

class ProviderClass {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly redirectUrl: string | undefined;
  readonly scopes: readonly string[];
  readonly userScopes: readonly string[];
  readonly userEndpoint: string | undefined;
  readonly userIdFn: ((user: Readonly<Record<string, unknown>>) => unknown) | undefined;
  readonly groupScopes: readonly string[];
  readonly authorizationParams: Readonly<Record<string, string>>;
  readonly revocationEndpoint: string | undefined;
  readonly issuer: string | undefined;

  constructor(options: OAuthProviderOptions) {
    this.clientId = options.clientId;
    this.clientSecret = options.clientSecret;
    this.authorizationEndpoint = options.authorizationEndpoint;
    this.tokenEndpoint = options.tokenEndpoint;
    this.redirectUrl = options.redirectUrl;
    this.scopes = options.scopes ?? [];
    this.userScopes = options.userScopes ?? [];
    this.userEndpoint = options.userEndpoint;
    this.userIdFn = options.userIdFn;
    this.groupScopes = options.groupScopes ?? [];
    this.authorizationParams = options.authorizationParams ?? {};
    this.revocationEndpoint = options.revocationEndpoint;
    this.issuer = options.issuer;
    knownProviders.add(this);
  }

  /** The user of a token; null leaves it to `userEndpoint`. For providers that need more than one request. */
  async fetchUser(_accessToken: string): Promise<User | null> {
    return null;
  }

  /** The groups of a token's user. */
  async fetchGroups(_accessToken: string): Promise<readonly Group[]> {
    return [];
  }
}

/** A provider of sign-ins by OAuth 2; to be extended for one with ways of its own. */
export const OAuthProvider = callableClass(ProviderClass);
/** A provider of sign-ins by OAuth 2. */
export type OAuthProvider = ProviderClass;
