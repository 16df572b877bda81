import { expect, test } from "@jest/globals";
import { LoginScene, signIn } from "./login-scene.ts";

const scene = new LoginScene();

scene.test(
  "a person signs in in a window that closes itself; a reload keeps who it is, a logout forgets",
  async () => {
    await using person = await scene.open();
    await person.press("Count");
    const before = await person.secret();
    const popup = await person.opens("Sign in");
    const closed = popup.waitForEvent("close");
    await signIn(popup, "ada");
    await person.sees("user", "ada Person ada ada@example.test");
    await person.sees("result", "signed in");
    await closed;
    expect(await person.secret()).not.toBe(before);
    await person.page.reload();
    await person.sees("user", "ada Person ada ada@example.test");
    await person.sees("count", "1");
    await person.press("Sign out");
    await person.sees("result", "signed out");
    await person.sees("user", "nobody");
  },
);

scene.test(
  "a sign-in in the window of the app comes back to its route and its session",
  async () => {
    await using person = await scene.open("login", "settings?tab=2");
    await person.press("Count");
    await person.press("Sign in here");
    await signIn(person.page, "ben");
    await person.sees("user", "ben Person ben ben@example.test");
    await person.sees("result", "signed in");
    await person.sees("count", "1");
    expect(person.page.url()).toBe(`${scene.host.ready.url}/local/login/settings?tab=2`);
  },
);

scene.test("where no window may be opened, the sign-in takes that of the app", async () => {
  await using person = await scene.open();
  await person.page.evaluate(
    "{ const open = window.open; window.open = (url, name, how) => how.startsWith('popup') ? null : open.call(window, url, name, how); }",
  );
  await person.press("Sign in");
  await signIn(person.page, "cleo");
  await person.sees("user", "cleo Person cleo cleo@example.test");
  expect(person.page.url()).toBe(`${scene.host.ready.url}/local/login/`);
});

scene.test("who refuses at the provider is not signed in, and the app hears why", async () => {
  await using person = await scene.open();
  const before = await person.secret();
  const popup = await person.opens("Sign in");
  const closed = popup.waitForEvent("close");
  await popup.getByText("Cancel").click();
  await person.sees("result", "refused: access_denied");
  await person.sees("user", "nobody");
  await closed;
  expect(await person.secret()).toBe(before);
});

test.each([
  ["Sign in wrongly", "refused: invalid_client"],
  ["Sign in nowhere", "refused: fetch failed: https://10.1.2.3 may not be reached"],
  ["Sign in to another", "refused: invalid_issuer"],
])(
  "%s: %s",
  async (button, result) => {
    await using person = await scene.open();
    await signIn(await person.opens(button), "dora");
    await person.sees("result", result);
    await person.sees("user", "nobody");
  },
  180_000,
);

scene.test("an app whose settings name no hosts reaches none", async () => {
  await using person = await scene.open("closed");
  await signIn(await person.opens("Sign in"), "eve");
  await person.sees("result", /refused: .*"egress" setting/);
});

scene.test("an app's own page closes its window, too", async () => {
  await using person = await scene.open();
  const popup = await person.opens("Sign in with own page");
  const closed = popup.waitForEvent("close");
  await signIn(popup, "fay");
  await person.sees("user", /^fay /);
  await closed;
});

scene.test(
  "an answer in another browser signs nobody in, and takes nothing from who began; a second answer is too much",
  async () => {
    await using person = await scene.open();
    const address = await person.address();

    await using other = await scene.open();
    await other.page.goto(address);
    await signIn(other.page, "mallory");
    await other.page.getByRole("heading", { name: "another browser" }).waitFor();
    await other.page.getByRole("link", { name: "Back to the app" }).click();
    await other.sees("user", "nobody");
    await person.sees("user", "nobody");

    const tab = await person.context.newPage();
    await tab.goto(address);
    await signIn(tab, "judy");
    await person.sees("user", /^judy /);
    await tab.getByRole("heading", { name: "You are signed in" }).waitFor();
    await tab.reload();
    await tab.getByRole("heading", { name: "Nobody waits for this sign-in" }).waitFor();
    await person.sees("user", /^judy /);
  },
);
