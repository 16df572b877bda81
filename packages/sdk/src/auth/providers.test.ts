import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { RecordedWeb } from "./testing/recorded-web.ts";
import { authorizationUrl, registration, signIn } from "./testing/sign-in.ts";

test.each([
  [
    "GitHub",
    new ft.GitHubOAuthProvider(registration),
    "https://github.com/login/oauth/authorize",
    "read:user user:email read:org",
    {},
  ],
  [
    "Google",
    new ft.GoogleOAuthProvider(registration),
    "https://accounts.google.com/o/oauth2/auth",
    "https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/userinfo.profile",
    {},
  ],
  [
    "Azure",
    new ft.AzureOAuthProvider({ ...registration, tenant: "contoso.com" }),
    "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/authorize",
    "user.read",
    {},
  ],
  [
    "Auth0",
    new ft.Auth0OAuthProvider({ ...registration, domain: "d.eu.auth0.com", audience: "api" }),
    "https://d.eu.auth0.com/authorize",
    "offline_access openid profile email",
    { audience: "api" },
  ],
] as const)(
  "%s is asked for a code at its own page, with state and proof key",
  async (_, provider, page, scope, more) => {
    const { base, parameters, state } = await authorizationUrl(provider);
    expect(base).toBe(page);
    expect(parameters).toEqual({
      ...more,
      response_type: "code",
      client_id: "client",
      redirect_uri: registration.redirectUrl,
      scope,
      state,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
    expect(state).toMatch(/^[\w-]{43}$/);
    expect((await authorizationUrl(provider)).state).not.toBe(state);
  },
);

test("providers are made with and without new, and may be extended", () => {
  expect(ft.GitHubOAuthProvider(registration)).toBeInstanceOf(ft.OAuthProvider);
  expect(new ft.auth.GoogleOAuthProvider(registration)).toBeInstanceOf(ft.auth.OAuthProvider);
  class Own extends ft.OAuthProvider {
    override async fetchUser(): Promise<ft.auth.User> {
      return new ft.auth.User({ name: "own" }, "1");
    }
  }
  const own = new Own({ ...registration, authorizationEndpoint: "a", tokenEndpoint: "b" });
  expect(own).toBeInstanceOf(Own);
  expect(own.clientId).toBe("client");
});

test("scopes of a login come first, each once; own parameters cannot take the place of ours", async () => {
  const provider = ft.OAuthProvider({
    ...registration,
    authorizationEndpoint: "https://id.test/authorize?tenant=1",
    tokenEndpoint: "https://id.test/token",
    scopes: ["openid", "a"],
    userScopes: ["email", "a"],
    groupScopes: ["groups"],
    authorizationParams: { prompt: "login", state: "guessed", code_challenge_method: "plain" },
  });
  const { parameters, state } = await authorizationUrl(provider, { scope: ["mine", "openid"] });
  expect(parameters).toMatchObject({
    tenant: "1",
    prompt: "login",
    scope: "mine openid a email groups",
    state,
    code_challenge_method: "S256",
  });
  const few = await authorizationUrl(provider, { fetchUser: false, fetchGroups: false });
  expect(few.parameters.scope).toBe("openid a");
});

test("without an address of its own, answers go to the app's", async () => {
  const { redirectUrl: _, ...rest } = registration;
  const { parameters } = await authorizationUrl(ft.GitHubOAuthProvider(rest));
  expect(parameters.redirect_uri).toBe("https://own.test/t/a/oauth_callback");
});

test("GitHub: a form or JSON with a token, the profile with its primary address, teams as groups", async () => {
  const token = "gho_16C7e42F292c6912E7710c838347Ae178B4a";
  for (const body of [
    `access_token=${token}&scope=repo%2Cgist&token_type=bearer`,
    { access_token: token, scope: "repo,gist", token_type: "bearer" },
  ]) {
    using web = new RecordedWeb({
      "https://github.com/login/oauth/access_token": { body },
      "https://api.github.com/user": {
        body: { login: "octocat", id: 1, name: "monalisa octocat", email: null, plan: {} },
      },
      "https://api.github.com/user/emails": {
        body: [
          { email: "support@github.com", verified: true, primary: false, visibility: null },
          { email: "octocat@github.com", verified: true, primary: true, visibility: "private" },
        ],
      },
      "https://api.github.com/user/teams": {
        body: [{ id: 1, name: "Justice League", slug: "justice-league", privacy: "closed" }],
      },
    });
    const { service, challenge } = await signIn(ft.GitHubOAuthProvider(registration));
    expect(service.token).toMatchObject({
      accessToken: token,
      scope: ["repo", "gist"],
      tokenType: "bearer",
      expiresAt: null,
      refreshToken: null,
    });
    const { user } = service;
    expect([user?.id, user?.login, user?.email]).toEqual(["1", "octocat", "octocat@github.com"]);
    expect(user?.claims).toMatchObject({ id: 1, name: "monalisa octocat" });
    expect(user?.groups.map(({ name, slug }) => [name, slug])).toEqual([
      ["Justice League", "justice-league"],
    ]);
    const [exchange, ...rest] = web.sent;
    expect(exchange).toMatchObject({
      method: "POST",
      authorization: null,
      form: {
        grant_type: "authorization_code",
        code: "the-code",
        client_id: "client",
        client_secret: "secret",
        redirect_uri: registration.redirectUrl,
      },
    });
    const verifier = exchange?.form.code_verifier ?? "";
    expect(createHash("sha256").update(verifier).digest("base64url")).toBe(challenge);
    expect(rest.map(({ authorization }) => authorization)).toEqual(
      Array(3).fill(`Bearer ${token}`),
    );
  }
});

test("GitHub: a refusal comes with status 200", async () => {
  using _web = new RecordedWeb({
    "https://github.com/login/oauth/access_token": {
      body: {
        error: "bad_verification_code",
        error_description: "The code passed is incorrect or expired.",
        error_uri: "https://docs.github.com/",
      },
    },
  });
  await expect(signIn(ft.GitHubOAuthProvider(registration))).rejects.toMatchObject({
    name: "OAuthError",
    error: "bad_verification_code",
    message: "bad_verification_code: The code passed is incorrect or expired.",
  });
});

test("Google: user by sub; a refresh keeps the refresh token that it does not repeat", async () => {
  const first = {
    access_token: "1/fFAGRNJru1FTz70BzhT3Zg",
    expires_in: 0,
    token_type: "Bearer",
    scope: "https://www.googleapis.com/auth/userinfo.profile openid",
    refresh_token: "1//xEoDL4iW3cxlI7yDbSRFYNG01kVKM2C-259HOF2aQbI",
  };
  const { refresh_token: refreshToken, ...second } = { ...first, access_token: "new" };
  using web = new RecordedWeb({
    "https://oauth2.googleapis.com/token": [
      { body: first },
      { body: { ...second, expires_in: 3920 } },
    ],
    "https://www.googleapis.com/oauth2/v3/userinfo": {
      body: {
        sub: "110248495921238986420",
        name: "Jane Doe",
        given_name: "Jane",
        family_name: "Doe",
        picture: "https://lh3.googleusercontent.com/a-/photo.jpg",
        email: "janedoe@gmail.com",
        email_verified: true,
      },
    },
  });
  const { service } = await signIn(ft.GoogleOAuthProvider(registration));
  expect(service.user?.id).toBe("110248495921238986420");
  expect(service.user?.given_name).toBe("Jane");
  const [one, two] = await Promise.all([service.getToken(), service.getToken()]);
  expect(one).toBe(two);
  expect(one).toMatchObject({ accessToken: "new", refreshToken, expiresIn: 3920 });
  expect(one?.expiresAt ?? 0).toBeGreaterThan(Date.now() / 1_000 + 3_000);
  const refreshes = web.sent.filter(({ form }) => form.grant_type === "refresh_token");
  expect(refreshes.map(({ form }) => form.refresh_token)).toEqual([refreshToken]);
  expect(await service.getToken()).toBe(one);
});

test("Azure: user by the id of Graph; a refusal keeps its long description", async () => {
  const token = {
    token_type: "Bearer",
    expires_in: 3599,
    access_token: "eyJ0",
    scope: "User.Read",
  };
  using _web = new RecordedWeb({
    "https://login.microsoftonline.com/common/oauth2/v2.0/token": [
      { body: token },
      {
        status: 400,
        body: {
          error: "invalid_grant",
          error_description: "AADSTS70008: The provided authorization code has expired.",
          error_codes: [70008],
          correlation_id: "255d1aef-8c98-452f-ac51-23d051240864",
        },
      },
    ],
    "https://graph.microsoft.com/v1.0/me": {
      body: {
        businessPhones: ["+1 425 555 0109"],
        displayName: "Adele Vance",
        mail: "AdeleV@contoso.com",
        userPrincipalName: "AdeleV@contoso.com",
        id: "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
      },
    },
  });
  const { service } = await signIn(ft.AzureOAuthProvider(registration));
  expect(service.user?.id).toBe("87d349ed-44d7-43e1-9a83-5f2406dee5bd");
  expect(service.user?.displayName).toBe("Adele Vance");
  expect(service.user?.groups).toEqual([]);
  await expect(signIn(ft.AzureOAuthProvider(registration))).rejects.toMatchObject({
    error: "invalid_grant",
    errorDescription: expect.stringContaining("AADSTS70008"),
  });
});

test("Auth0: user by sub, tokens are taken back at its endpoint", async () => {
  using web = new RecordedWeb({
    "https://d.auth0.com/oauth/token": {
      body: {
        access_token: "eyJz93a",
        refresh_token: "GEbRxBN",
        id_token: "eyJ0XAi",
        token_type: "Bearer",
        expires_in: 86400,
      },
    },
    "https://d.auth0.com/userinfo": {
      body: { sub: "auth0|248289761001", name: "Jane Josephine Doe", email_verified: true },
    },
    "https://d.auth0.com/oauth/revoke": { body: "" },
  });
  const { service } = await signIn(
    ft.Auth0OAuthProvider({ ...registration, domain: "d.auth0.com" }),
  );
  expect([service.user?.id, service.user?.name]).toEqual([
    "auth0|248289761001",
    "Jane Josephine Doe",
  ]);
  await service.revokeToken();
  expect(web.sent.at(-1)?.form).toEqual({
    token: "GEbRxBN",
    token_type_hint: "refresh_token",
    client_id: "client",
    client_secret: "secret",
  });
  expect(service.token).toBeNull();
});
