import * as ft from "../../index.ts";

export const registration = {
  clientId: "client",
  clientSecret: "secret",
  redirectUrl: "https://apps.test/t/a/oauth_callback",
};

export const all: ft.auth.AuthorizationOptions = {
  fetchUser: true,
  fetchGroups: true,
  scope: [],
  redirectUrl: "https://own.test/t/a/oauth_callback",
};

export async function authorizationUrl(
  provider: ft.OAuthProvider,
  options: Partial<ft.auth.AuthorizationOptions> = {},
): Promise<{ base: string; parameters: Record<string, string>; state: string }> {
  const service = new ft.auth.AuthorizationService(provider, { ...all, ...options });
  const { url, state } = await service.getAuthorizationData();
  const { origin, pathname, searchParams } = new URL(url);
  return { base: origin + pathname, parameters: Object.fromEntries(searchParams), state };
}

/** Signs in as far as the recorded answers go. */
export async function signIn(provider: ft.OAuthProvider) {
  const service = new ft.auth.AuthorizationService(provider, all);
  const { url } = await service.getAuthorizationData();
  await service.requestToken("the-code");
  return { service, challenge: new URL(url).searchParams.get("code_challenge") };
}

export const generic = {
  ...registration,
  authorizationEndpoint: "https://id.test/authorize",
  tokenEndpoint: "https://id.test/token",
};
