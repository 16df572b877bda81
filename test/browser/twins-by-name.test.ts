import { readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { twinsFolder } from "../conformance/twin.ts";
import { Ahead } from "../support/ahead.ts";
import { BrowserScene } from "../support/browser-scene.ts";
import { deployedTwins } from "../support/twins/deployed-twins.ts";
import { twinsOtherwise } from "../support/twins/twins-otherwise.ts";
import { sessionsOf, stepsOf, useTwinByName } from "../support/twins/used-twin.ts";

const options = {
  permissions: ["clipboard-read", "clipboard-write", "screen-wake-lock"],
  viewport: { width: 1024, height: 768 },
};
/** They show an error instead of a page. */
const failing = ["failbefore", "failmain"];
const twins = readdirSync(twinsFolder).filter((name) => !failing.includes(name));
const scene = new BrowserScene(["--no-samples"]);
const deployed = deployedTwins(twins, () => scene.host);
/** The steps that were left out. */
const used = new Ahead(twins, async (name) => {
  expect(await deployed.use(name)).toMatchObject({ code: 0 });
  await using open = new AsyncDisposableStack();
  const visitors = [];
  const { timezoneId = "UTC" } = twinsOtherwise[name] ?? {};
  for (let left = await sessionsOf(name); left > 0; left -= 1) {
    const visitor = open.use(await scene.visit(`/local/${name}/`, { ...options, timezoneId }));
    await visitor.page.locator("#flotilla-snapshot").waitFor({ state: "detached" });
    await visitor.page.locator("[data-id]").first().waitFor();
    visitors.push(visitor);
  }
  const left = await useTwinByName(name, visitors, twinsOtherwise[name]);
  for (const { page } of visitors) expect(await page.getByText(/^Unknown control/).count()).toBe(0);
  return left;
});
let done = 0;
let all = 0;

test.each(twins)(
  "%s, used by the names of its buttons and fields, shows what its Python twin shows",
  async (name) => {
    const left = await used.use(name);
    const otherwise = twinsOtherwise[name] ?? {};
    const steps = await stepsOf(name);
    const named = Object.keys(otherwise.undone ?? {}).map(Number);
    const after = [...steps.keys()].filter((step) => step >= (otherwise.end?.[0] ?? steps.length));
    expect(left).toEqual([...named, ...after]);
    done += steps.length - left.length;
    all += steps.length;
  },
  120_000,
);

test("most of the recorded steps were done so", () => {
  expect(done / all).toBeGreaterThan(0.9);
});
