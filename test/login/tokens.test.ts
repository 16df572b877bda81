import { expect } from "@jest/globals";
import { until } from "../support/until.ts";
import { LoginScene, patienceMs, signIn } from "./login-scene.ts";

const scene = new LoginScene();

scene.test(
  "a saved token signs in without the provider's page, an expired one is refreshed",
  async () => {
    await using person = await scene.open();
    await signIn(await person.opens("Sign in"), "gus");
    await person.sees("user", /^gus /);
    await person.press("Token");
    await person.sees("token", "token 1");
    await person.press("Save");
    for (const [button, token] of [
      ["Sign in again", "token 1"],
      ["Sign in again late", "token 2"],
    ] as const) {
      await person.press("Sign out");
      await person.sees("user", "nobody");
      await person.press(button);
      await person.sees("user", /^gus /);
      await person.press("Token");
      await person.sees("token", token);
    }
    expect(person.context.pages()).toHaveLength(1);
  },
);

scene.test("a token that has been taken back is of no use any more", async () => {
  await using person = await scene.open();
  await signIn(await person.opens("Sign in"), "hal");
  await person.sees("user", /^hal /);
  await person.press("Save");
  await person.press("Revoke");
  await person.sees("token", "revoked");
  await person.press("Sign out");
  await person.sees("user", "nobody");
  await person.press("Sign in again late");
  await person.page
    .getByText(/invalid_grant/)
    .first()
    .waitFor();
  await person.sees("user", "nobody");
});

scene.test("a token that expires while it is used is refreshed when it is asked for", async () => {
  await using person = await scene.open("brief");
  await signIn(await person.opens("Sign in"), "ida");
  await person.sees("user", /^ida /);
  await until(
    "another token",
    async () => {
      await person.press("Token");
      const shown = person.page.locator('[data-key="token"]').filter({ hasText: "token 2" });
      return (await shown.count()) === 1;
    },
    3 * patienceMs,
  );
});
