import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ClientHarness } from "../../support/client-harness.ts";

interface Scheme {
  readonly seed: string | null;
  readonly light: Readonly<Record<string, string>>;
  readonly dark: Readonly<Record<string, string>>;
}

const file = join(import.meta.dirname, "../goldens/color-schemes.json");
const { schemes } = JSON.parse(readFileSync(file, "utf8")) as {
  schemes: Readonly<Record<string, Scheme>>;
};
const defaultSeed = "#2196f3";
// Text, as this program has no types of the browser.
const readColors = `Object.fromEntries(
  [...document.querySelectorAll("[data-key]")].map((element) => [
    element.dataset.key,
    getComputedStyle(element).backgroundColor,
  ]),
)`;

test("all roles of all seeds have the colors that Flet's client draws", async () => {
  await using harness = await ClientHarness.open();
  const roles = Object.keys(schemes.default?.light ?? {});
  await harness.show(
    roles.map((role) => ({ _c: "Container", key: role, width: 4, height: 4, bgcolor: role })),
  );
  for (const [name, { seed, light, dark }] of Object.entries(schemes)) {
    for (const [mode, wanted] of [
      ["light", light],
      ["dark", dark],
    ] as const) {
      const theme = seed === null ? null : { color_scheme_seed: seed };
      harness.patch(1, [[0], [0, 0, "theme", theme], [0, 0, "theme_mode", mode]]);
      await harness.settle();
      if (seed !== null && seed !== defaultSeed) await seedIsThere(harness);
      const drawn = (await harness.page.evaluate(readColors)) as Record<string, string>;
      const colors = Object.fromEntries(roles.map((role) => [role, hex(drawn[role] ?? "")]));
      expect({ name, mode, colors }).toEqual({ name, mode, colors: wanted });
    }
  }
  expect(harness.complaints).toEqual([]);
}, 60_000);

/** The colors of seeds come with a chunk. */
async function seedIsThere(harness: ClientHarness): Promise<void> {
  await harness.page.locator('#flotilla[style*="--md-sys-color-primary"]').waitFor();
}

function hex(color: string): string {
  const channels = color.match(/\d+/g) ?? [];
  return `#${channels.map((channel) => Number(channel).toString(16).padStart(2, "0")).join("")}`;
}
