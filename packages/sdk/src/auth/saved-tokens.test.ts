import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { RecordedWeb } from "./testing/recorded-web.ts";
import { all, generic, signIn } from "./testing/sign-in.ts";

test("a saved token signs in without asking, and is refreshed first if it has expired", async () => {
  const expired = new ft.auth.OAuthToken({
    accessToken: "old",
    refreshToken: "refresh",
    expiresAt: 1_000,
    scope: ["a", "b"],
  });
  const text = expired.toJson();
  expect(JSON.parse(text)).toEqual({
    access_token: "old",
    scope: ["a", "b"],
    token_type: null,
    expires_in: null,
    expires_at: 1_000,
    refresh_token: "refresh",
  });
  expect(ft.auth.OAuthToken.fromJson(text)).toEqual(expired);
  using web = new RecordedWeb({
    "https://id.test/token": { body: { access_token: "new", expires_in: "60" } },
    "https://id.test/me": { body: { n: 7, groups: ["raw"] } },
  });
  const provider = ft.OAuthProvider({
    ...generic,
    userEndpoint: "https://id.test/me",
    userIdFn: (user) => user.n,
  });
  const service = new ft.auth.AuthorizationService(provider, all);
  await service.dehydrateToken(text);
  expect(service.token).toMatchObject({ accessToken: "new", refreshToken: "refresh" });
  expect(service.user).toMatchObject({ id: "7", groups: [], claims: { groups: ["raw"] } });
  expect(web.sent.map(({ authorization }) => authorization)).toEqual([null, "Bearer new"]);
});

test.each(["", "{}", "[]", "null", "no JSON", '{"access_token":1}'])(
  "a saved token of %j is refused with a word on what it should be",
  async (text) => {
    const service = new ft.auth.AuthorizationService(ft.OAuthProvider(generic), all);
    await expect(service.dehydrateToken(text)).rejects.toThrow("OAuthToken.toJson()");
  },
);

test.each([
  ["an answer without a token", { body: { token_type: "bearer" } }, "no access token"],
  ["an answer that is a page", { body: "<html>Oops</html>" }, "no access token"],
  ["a failure without words", { status: 502, body: "" }, "id.test answered 502"],
])("%s is an error", async (_, answer, text) => {
  using _web = new RecordedWeb({ "https://id.test/token": answer });
  await expect(signIn(ft.OAuthProvider(generic))).rejects.toThrow(text);
});

test("a user endpoint needs to be told where the id is, and must answer with an object", async () => {
  using _web = new RecordedWeb({
    "https://id.test/token": { body: { access_token: "a" } },
    "https://id.test/me": { body: [] },
  });
  const provider = { ...generic, userEndpoint: "https://id.test/me" };
  await expect(signIn(ft.OAuthProvider(provider))).rejects.toThrow("userIdFn");
  const named = { ...provider, userIdFn: () => 1 };
  await expect(signIn(ft.OAuthProvider(named))).rejects.toThrow("no object");
});

test("a code is redeemed once, by the sign-in that it answers", async () => {
  using _web = new RecordedWeb({ "https://id.test/token": { body: { access_token: "a" } } });
  const service = new ft.auth.AuthorizationService(ft.OAuthProvider(generic), all);
  await expect(service.requestToken("code")).rejects.toThrow("no sign-in has begun");
  await service.getAuthorizationData();
  await service.requestToken("code");
  await expect(service.requestToken("code")).rejects.toThrow("no sign-in has begun");
});

test("claims of a provider do not overwrite what users and groups are made of", () => {
  const claims = JSON.parse('{"id":1,"groups":["x"],"toString":"x","__proto__":{"evil":1}}');
  const user = new ft.auth.User(claims, "one");
  expect(user.id).toBe("one");
  expect(user.groups).toEqual([]);
  expect(String(user)).toBe("[object Object]");
  expect(Reflect.get(user, "evil")).toBeUndefined();
});
