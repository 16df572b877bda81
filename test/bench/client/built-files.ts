import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { builtClient } from "../../../scripts/build/built-client.ts";
import type { Figure } from "./goal.ts";

const root = join(import.meta.dirname, "../../..");
const forbidden =
  /\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|setAttribute\("style"|dangerouslySetInnerHTML/;
const physical = /(?<![\w-])(margin|padding|border|inset)-(left|right)\b|(?<![\w-])(left|right):/;

/** Goals 1, 2, 5 and 20, as far as the built files and the sources tell: sizes and what must not be in them. */
export async function measureBuiltFiles(): Promise<readonly Figure[]> {
  const { folder, manifest } = await builtClient();
  const { entry, css, files } = manifest;
  const kilobytes = async (file: string) => (await stat(join(folder, `${file}.br`))).size / 1_024;
  const script = await kilobytes(entry);
  const style = await kilobytes(css);
  const chunks = files.filter((file) => /^[^/]+\.js$/.test(file) && file !== entry);
  const sizes = await Promise.all(chunks.map(kilobytes));
  const entryImports = (await readFile(join(folder, entry), "utf8")).match(/\bfrom"\.\//g);
  return [
    { goal: 1, what: "script of the first load, brotli", unit: "KiB", limit: 35, value: script },
    {
      goal: 1,
      what: "style sheet of the first load, brotli",
      unit: "KiB",
      limit: 8,
      value: style,
    },
    {
      goal: 2,
      what: "requests before the first paint: page, script, style sheet and what the script imports",
      unit: "",
      limit: 3,
      value: 3 + (entryImports?.length ?? 0),
    },
    {
      goal: 5,
      what: `largest of ${chunks.length} later chunks, brotli`,
      unit: "KiB",
      limit: 20,
      value: Math.max(...sizes),
    },
    ...(await measureLints()),
  ];
}

async function measureLints(): Promise<readonly Figure[]> {
  const source = join(root, "packages/client/src");
  const names = await readdir(source, { recursive: true });
  const count = async (pattern: RegExp, chosen: (name: string) => boolean) => {
    const texts = await Promise.all(
      names.filter(chosen).map((name) => readFile(join(source, name), "utf8")),
    );
    return texts.flatMap((text) => text.split("\n")).filter((line) => pattern.test(line)).length;
  };
  return [
    {
      goal: 20,
      what: "lines of the client that make markup from text or write style attributes",
      unit: "",
      limit: 0,
      value: await count(forbidden, (name) => /\.tsx?$/.test(name) && !name.includes(".test.")),
    },
    {
      goal: 20,
      what: "declarations of a physical left or right in style sheets",
      unit: "",
      limit: 0,
      value: await count(physical, (name) => name.endsWith(".css")),
    },
  ];
}
