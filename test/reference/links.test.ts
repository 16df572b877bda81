import { globSync } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as ft from "@flotilla/sdk";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "../..");
const pages = globSync(["*.md", "docs/**/*.md", "{packages,services}/*/*.md"], { cwd: root });

test.each(pages)("every link of %s leads somewhere", async (page) => {
  const text = await readFile(join(root, page), "utf8");
  for (const [, target = ""] of text.replaceAll(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? page : join(dirname(page), path);
    await access(join(root, file));
    if (anchor !== undefined) {
      expect([target, await anchorsOf(join(root, file))]).toEqual([
        target,
        expect.arrayContaining([anchor]),
      ]);
    }
  }
});

test("the porting guide names only what the SDK has", async () => {
  const text = await readFile(join(root, "docs/guides/porting.md"), "utf8");
  const names = new Set([...text.matchAll(/\bft\.([A-Z]\w*)/g)].map(([, name = ""]) => name));
  expect(names.size).toBeGreaterThan(8);
  const typesOnly = ["Page", "ControlEvent"];
  const missing = [...names].filter((name) => !(name in ft) && !typesOnly.includes(name));
  expect(missing).toEqual([]);
});

/** The addresses that the headings of a page get from renderers of Markdown. */
async function anchorsOf(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8");
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
