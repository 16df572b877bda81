export type {
  Authorization,
  AuthorizationClass,
  AuthorizationOptions,
} from "./auth/authorization.ts";
export { AuthorizationService } from "./auth/authorization-service.ts";
export { Group } from "./auth/group.ts";
export type { LoginOptions } from "./auth/login-flow.ts";
export { OAuthError } from "./auth/oauth-error.ts";
export { OAuthProvider, type OAuthProviderOptions } from "./auth/oauth-provider.ts";
export { OAuthToken, type OAuthTokenInit } from "./auth/oauth-token.ts";
export {
  Auth0OAuthProvider,
  type Auth0Registration,
} from "./auth/providers/auth0-oauth-provider.ts";
export {
  AzureOAuthProvider,
  type AzureRegistration,
} from "./auth/providers/azure-oauth-provider.ts";
export { GitHubOAuthProvider } from "./auth/providers/github-oauth-provider.ts";
export { GoogleOAuthProvider } from "./auth/providers/google-oauth-provider.ts";
export type { OwnRegistration } from "./auth/providers/own-registration.ts";
export { User } from "./auth/user.ts";
