import { expect, test } from "@jest/globals";
import { RecordedWeb } from "../auth/testing/recorded-web.ts";
import * as ft from "../index.ts";
import { TestClient } from "./testing/test-client.ts";

const kept = { durability: "async", extension: { ack: 1 } } as const;
const expired = new ft.auth.OAuthToken({
  accessToken: "first",
  refreshToken: "refresh",
  expiresAt: Date.now() / 1_000 + 3_600,
}).toJson();
const answers = {
  "https://id.test/token": { body: { access_token: "second", expires_in: 60 } },
  "https://id.test/me": { body: { sub: "ada", name: "Ada", nested: { list: [1] } } },
};

class Provider extends ft.OAuthProvider {
  override async fetchGroups() {
    return [new ft.auth.Group({ slug: "crew" }, "Crew")];
  }
}

const makeProvider = (clientSecret: string) =>
  new Provider({
    clientId: "restored",
    clientSecret,
    authorizationEndpoint: "https://id.test/authorize",
    tokenEndpoint: "https://id.test/token",
    userEndpoint: "https://id.test/me",
    userIdFn: (user) => user.sub,
  });

async function signedIn(): Promise<TestClient> {
  using _web = new RecordedWeb(answers);
  const client = await new TestClient(() => {}, kept).open();
  const { page } = client.session;
  await page.login(makeProvider("old"), { savedToken: expired, fetchGroups: true });
  client.session.update([page]);
  client.keep();
  return client;
}

test("who has signed in is known when main runs again, with groups and token", async () => {
  const first = await signedIn();
  const seen: unknown[] = [];
  const main = ({ auth }: ft.Page) => {
    seen.push(auth?.user?.id, auth?.user?.name, auth?.user?.claims, auth?.token?.accessToken);
    seen.push(auth?.user?.groups.map(({ name, slug }) => [name, slug]));
  };
  const second = await new TestClient(main, { ...kept, restore: first.restore }).open();
  expect(seen).toEqual([
    ...["ada", "Ada", { sub: "ada", name: "Ada", nested: { list: [1] } }, "first"],
    [["Crew", "crew"]],
  ]);
  expect(second.session.page.auth?.user).toBeInstanceOf(ft.auth.User);
});

test("the token is refreshed with the secret of the provider that the app has made anew", async () => {
  const first = await signedIn();
  expect(JSON.stringify(Object.values(first.restore.parts).map(String))).not.toContain("old");
  const second = await new TestClient(() => {}, { ...kept, restore: first.restore }).open();
  const { auth } = second.session.page;
  makeProvider("new");
  using web = new RecordedWeb(answers);
  const now = Date.now;
  Date.now = () => now() + 7_200_000;
  try {
    expect((await auth?.getToken())?.accessToken).toBe("second");
  } finally {
    Date.now = now;
  }
  expect(web.sent.map(({ form }) => [form.refresh_token, form.client_secret])).toEqual([
    ["refresh", "new"],
  ]);
});

test("who has signed out is not signed in again", async () => {
  const first = await signedIn();
  first.session.page.logout();
  first.session.update([first.session.page]);
  first.keep();
  const second = await new TestClient(() => {}, { ...kept, restore: first.restore }).open();
  expect(second.session.page.auth).toBeNull();
});

test("a user with what cannot be kept is left out, with a word in the log", async () => {
  using _web = new RecordedWeb(answers);
  const client = await new TestClient(() => {}, kept).open();
  const { page } = client.session;
  class Live extends Provider {
    override async fetchUser() {
      return new ft.auth.User({ refresh: () => {} }, "live");
    }
  }
  const { clientId, authorizationEndpoint, tokenEndpoint } = makeProvider("old");
  const provider = new Live({ clientId, authorizationEndpoint, tokenEndpoint });
  await page.login(provider, { savedToken: expired });
  client.session.update([page]);
  client.keep();
  expect(client.logs).toEqual([expect.stringContaining("page.auth is not kept")]);
  expect(client.restore.parts.l).toBe(undefined);
});
