import { callableClass } from "../../core/callable-class.ts";
import { OAuthProvider } from "../oauth-provider.ts";
import { type OwnRegistration, registrationOf } from "./own-registration.ts";

/** A registration with Microsoft Entra ID. */
export interface AzureRegistration extends OwnRegistration {
  /** Whose users may sign in: a tenant's id or domain, `organizations`, `consumers` or `common`, which is the default. */
  readonly tenant?: string;
}

class AzureClass extends OAuthProvider {
  readonly tenant: string;

  constructor(options: AzureRegistration) {
    const { tenant = "common" } = options;
    const base = `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0`;
    super({
      ...registrationOf(options),
      authorizationEndpoint: `${base}/authorize`,
      tokenEndpoint: `${base}/token`,
      userScopes: ["user.read"],
      userEndpoint: "https://graph.microsoft.com/v1.0/me",
      userIdFn: (user) => user.id,
    });
    this.tenant = tenant;
  }
}

/** Sign-in with Microsoft Entra ID (Azure AD). */
export const AzureOAuthProvider = callableClass(AzureClass);
/** Sign-in with Microsoft Entra ID (Azure AD). */
export type AzureOAuthProvider = AzureClass;
