import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { twinsFolder } from "../conformance/twin.ts";
import { launchBrowser, Visitor } from "../support/browser.ts";
import { ServedHost } from "../support/served-host.ts";
import { sessionsOf, useTwinByName } from "../support/used-twin.ts";

const deadlineMs = 20_000;
/** They show an error instead of a page. */
const failing = ["failbefore", "failmain"];
const twins = readdirSync(twinsFolder).filter((name) => !failing.includes(name));
let host: ServedHost;
let browser: Browser;
let done = 0;

/** Twins that are being deployed or were. */
const deployed = new Map<string, Promise<unknown>>();

beforeAll(async () => {
  [host, browser] = await Promise.all([ServedHost.start(["--no-samples"]), launchBrowser()]);
}, 120_000);

function deploy(name: string | undefined): Promise<unknown> {
  if (name === undefined) return Promise.resolve();
  const folder = fileURLToPath(new URL(`${name}/`, twinsFolder));
  const deployment = deployed.get(name) ?? host.command("deploy", folder, "--app", name);
  deployed.set(name, deployment);
  return deployment;
}

afterAll(async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
});

test.each(twins)(
  "%s, used by the names of its buttons and fields, shows what its Python twin shows",
  async (name) => {
    expect(await deploy(name)).toMatchObject({ code: 0 });
    void deploy(twins[twins.indexOf(name) + 1]); // while this one is used
    await using visitors = new AsyncDisposableStack();
    const pages = [];
    for (let left = await sessionsOf(name); left > 0; left -= 1) {
      const url = `${host.ready.url}/local/${name}/`;
      const visitor = visitors.use(await Visitor.open(browser, url));
      visitor.page.setDefaultTimeout(deadlineMs);
      await visitor.page.locator("#flotilla-snapshot").waitFor({ state: "detached" });
      await visitor.page.locator("[data-id]").first().waitFor();
      pages.push(visitor.page);
    }
    done += await useTwinByName(name, pages);
    for (const page of pages) expect(await page.getByText(/^Unknown control/).count()).toBe(0);
  },
  120_000,
);

test("a good part of the recorded steps was done so", () => {
  expect(done).toBeGreaterThan(150);
});
