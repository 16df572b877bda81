import * as ft from "@flotilla/sdk";
import { scenarios } from "./index.ts";
import type { Scenario } from "./scenario.ts";

/** All scenarios as one app: the client's user agent says which of them a session plays. */
function scenarioOf(page: ft.Page): Scenario {
  const scenario = scenarios.find(({ name }) => page.clientUserAgent === name);
  if (scenario === undefined) throw new Error(`no scenario "${page.clientUserAgent}"`);
  return scenario;
}

ft.run((page) => scenarioOf(page).main(page), {
  beforeMain: (page) => scenarioOf(page).options?.beforeMain?.(page),
});
