import { callableClass } from "../../core/callable-class.ts";
import { OAuthProvider } from "../oauth-provider.ts";
import { type OwnRegistration, registrationOf } from "./own-registration.ts";

class GoogleClass extends OAuthProvider {
  constructor(options: OwnRegistration) {
    super({
      ...registrationOf(options),
      authorizationEndpoint: "https://accounts.google.com/o/oauth2/auth",
      tokenEndpoint: "https://oauth2.googleapis.com/token",
      revocationEndpoint: "https://oauth2.googleapis.com/revoke",
      userScopes: [
        "https://www.googleapis.com/auth/userinfo.email",
        "https://www.googleapis.com/auth/userinfo.profile",
      ],
      userEndpoint: "https://www.googleapis.com/oauth2/v3/userinfo",
      userIdFn: (user) => user.sub,
    });
  }
}

/** Sign-in with Google. */
export const GoogleOAuthProvider = callableClass(GoogleClass);
/** Sign-in with Google. */
export type GoogleOAuthProvider = GoogleClass;
