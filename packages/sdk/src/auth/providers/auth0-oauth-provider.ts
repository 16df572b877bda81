import { callableClass } from "../../core/callable-class.ts";
import { OAuthProvider } from "../oauth-provider.ts";
import { type OwnRegistration, registrationOf } from "./own-registration.ts";

/** A registration with Auth0. */
export interface Auth0Registration extends OwnRegistration {
  /** The tenant's domain, such as `example.us.auth0.com`. */
  readonly domain: string;
  /** The API that the token is to be for. */
  readonly audience?: string;
}

class Auth0Class extends OAuthProvider {
  readonly domain: string;
  readonly audience: string | null;

  constructor(options: Auth0Registration) {
    const { domain, audience = null } = options;
    super({
      ...registrationOf(options),
      authorizationEndpoint: `https://${domain}/authorize`,
      tokenEndpoint: `https://${domain}/oauth/token`,
      revocationEndpoint: `https://${domain}/oauth/revoke`,
      scopes: ["offline_access"],
      userScopes: ["openid", "profile", "email"],
      userEndpoint: `https://${domain}/userinfo`,
      userIdFn: (user) => user.sub,
      authorizationParams: audience === null ? {} : { audience },
    });
    this.domain = domain;
    this.audience = audience;
  }
}

/** Sign-in with Auth0. */
export const Auth0OAuthProvider = callableClass(Auth0Class);
/** Sign-in with Auth0. */
export type Auth0OAuthProvider = Auth0Class;
