import { until } from "../support/until.ts";
import { LoginScene, type Person, patienceMs, signIn } from "./login-scene.ts";

const scene = new LoginScene();

/** Waits until the app's own values are gone, which are not kept: the session has been restored. */
async function restored(person: Person): Promise<void> {
  const token = person.page.locator('[data-key="token"]');
  await token.filter({ hasText: /^$/ }).waitFor({ state: "attached" });
}

scene.test(
  "who has signed in still is when the process has ended, and the token is refreshed",
  async () => {
    await using person = await scene.open("brief");
    await signIn(await person.opens("Sign in"), "kim");
    await person.sees("user", "kim Person kim kim@example.test");
    await person.press("Token");
    await person.sees("token", "token 1");
    await scene.killApps();
    await restored(person);
    await person.sees("user", "kim Person kim kim@example.test");
    await until(
      "another token",
      async () => {
        await person.press("Token");
        const shown = person.page.locator('[data-key="token"]').filter({ hasText: "token 2" });
        return (await shown.count()) === 1;
      },
      3 * patienceMs,
    );
    await person.press("Sign out");
    await person.sees("user", "nobody");
    await scene.killApps();
    await restored(person);
    await person.sees("user", "nobody");
  },
);

scene.test(
  "an answer that comes after the process has ended reaches the restored session",
  async () => {
    await using person = await scene.open();
    const address = await person.address();
    await scene.killApps();
    await restored(person);
    const tab = await person.context.newPage();
    await tab.goto(address);
    await signIn(tab, "lea");
    await person.sees("result", "signed in");
    await person.sees("user", "lea Person lea lea@example.test");
  },
);

scene.test(
  "a sign-in in the window of the app whose process ends meanwhile is done when the page is back",
  async () => {
    await using person = await scene.open("login", "settings");
    await person.press("Sign in here");
    await person.page.locator("input[name=login]").waitFor();
    await scene.killApps();
    await signIn(person.page, "mia");
    await person.sees("user", "mia Person mia mia@example.test");
  },
);

scene.test(
  "a sign-in whose provider the restored app does not make is told as lost, and can be begun again",
  async () => {
    await using person = await scene.open();
    const address = await person.address("Sign in to one of its own");
    await scene.killApps();
    await restored(person);
    const tab = await person.context.newPage();
    await tab.goto(address);
    await signIn(tab, "noa");
    await person.sees("result", "refused: login_lost");
    await person.sees("user", "nobody");
    await tab.close();
    await person.press("Sign in"); // the provider remembers who it is and asks nothing
    await person.sees("user", /^noa /);
  },
);
