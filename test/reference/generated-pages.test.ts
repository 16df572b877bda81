import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { closeCodes, errorTable } from "@flotilla/protocol";
import { describe, expect, test } from "@jest/globals";
import { cliCommands } from "../../scripts/generate/reference/cli.ts";
import { settingsFields } from "../../scripts/generate/reference/flotilla-json.ts";
import { metricsOf, serviceRegistries } from "../../scripts/generate/reference/metrics.ts";
import { referenceFolder, referencePages } from "../../scripts/generate/reference/pages.ts";

const root = join(import.meta.dirname, "../..");

test.each(Object.entries(referencePages))(
  "docs/reference/%s is what `npm run generate` makes",
  async (name, makePage) => {
    expect(await readFile(join(referenceFolder, name), "utf8")).toBe(makePage());
  },
);

describe("errors.md", () => {
  const page = referencePages["errors.md"]?.() ?? "";

  test.each(Object.entries(errorTable))("%s is there with its meaning", (code, row) => {
    const { status, close, summary } = row;
    const cells = [`\`${code}\``, `${status}`, close === null ? "–" : `${close}`, summary];
    expect(rowsOf(page)).toContainEqual(cells);
    expect(summary).toMatch(/^[A-Za-z].*\.$/);
  });

  test("every close code has a meaning, those of the error table are among them", () => {
    const explained = rowsOf(page)
      .filter((cells) => cells.length === 2)
      .map(([code]) => Number(code));
    expect(explained).toEqual(expect.arrayContaining(Object.values(closeCodes)));
    for (const { close } of Object.values(errorTable)) {
      if (close !== null) expect(explained).toContain(close);
    }
  });
});

describe("environment.md", () => {
  const page = referencePages["environment.md"]?.() ?? "";

  test("every variable has a type and a meaning", () => {
    const variables = rowsOf(page).filter(([name]) => /^`[A-Z_]+`$/.test(name ?? ""));
    expect(variables.length).toBeGreaterThan(30);
    for (const cells of variables) {
      expect([cells[0], cells.at(-5), cells.at(-1)]).toEqual([
        cells[0],
        expect.stringMatching(/./),
        expect.stringMatching(/^[A-Z]/),
      ]);
    }
  });

  test("every variable that a service names in its program is there", async () => {
    for (const service of ["gateway", "worker", "control", "host"]) {
      for (const name of await variablesNamedBy(join(root, "services", service, "src"))) {
        expect(page).toContain(`\`${name}\``);
      }
    }
  });

  test("nothing of the machine that wrote it is in it", () => {
    expect(page).not.toContain(root);
  });
});

describe("metrics.md", () => {
  test.each(serviceRegistries())(
    "$title: what /metrics shows is there, with labels",
    async ({ registry }) => {
      const page = referencePages["metrics.md"]?.() ?? "";
      const metrics = metricsOf(registry);
      const shown = (await registry.metrics()).matchAll(/^# HELP (\S+) (.*)$/gm);
      expect([...shown].map(([, name]) => name).sort()).toEqual(metrics.map(({ name }) => name));
      for (const { name, type, labelNames, help } of metrics) {
        const labels = labelNames.map((label) => `\`${label}\``).join(", ");
        expect(rowsOf(page)).toContainEqual([`\`${name}\``, type, labels, help]);
        expect(help).toMatch(/^[A-Z0-9].*\.$/);
      }
    },
  );
});

test("cli.md: every command, argument and option has a meaning", () => {
  const page = referencePages["cli.md"]?.() ?? "";
  for (const { path, command } of cliCommands()) {
    expect(page).toContain(`\n## \`${path}`);
    expect([path, command.description()]).toEqual([path, expect.stringMatching(/^[A-Z].*\.$/)]);
    for (const { description } of [...command.registeredArguments, ...command.options]) {
      expect([path, description]).toEqual([path, expect.stringMatching(/./)]);
    }
    for (const { flags } of command.options) expect(page).toContain(`\`${flags}\``);
  }
});

test("flotilla-json.md: every field has a type and a meaning", () => {
  const page = referencePages["flotilla-json.md"]?.() ?? "";
  for (const [name] of settingsFields()) {
    const row = rowsOf(page).find(([first]) => first === `\`${name}\``);
    expect([name, row?.[1], row?.[3]]).toEqual([
      name,
      expect.stringMatching(/./),
      expect.stringMatching(/^[A-Z].*\.$/),
    ]);
  }
});

/** The cells of all rows of all tables of a page. */
function rowsOf(page: string): string[][] {
  return page
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

async function variablesNamedBy(folder: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith(".ts") || path.includes("test")) continue;
    const source = await readFile(join(folder, path), "utf8");
    for (const [name] of source.matchAll(/\bFLOTILLA_[A-Z_]*[A-Z]\b/g)) names.add(name);
  }
  return names;
}
