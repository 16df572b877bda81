import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { builtClient } from "../../scripts/build/built-client.ts";

const kib = 1024;

test("the first load is one script and one style sheet, small enough for slow networks, as is each chunk", async () => {
  const { folder, manifest } = await builtClient();
  const { entry, css, files } = manifest;
  const script = await readFile(join(folder, entry), "utf8");
  expect(script).not.toMatch(/\bfrom"\.\//); // a static import would be one request more
  const sizeOf = async (file: string) => (await stat(join(folder, `${file}.br`))).size;
  const [scriptBytes, styleBytes] = [await sizeOf(entry), await sizeOf(css)];
  expect(scriptBytes).toBeLessThan(35 * kib);
  expect(styleBytes).toBeLessThan(8 * kib);
  expect(scriptBytes + styleBytes).toBeLessThan(44 * kib);
  for (const file of files.filter((name) => name.endsWith(".js") && name !== entry)) {
    expect({ file, small: (await sizeOf(file)) <= 20 * kib }).toEqual({ file, small: true });
  }
}, 120_000);

test("no code of the client makes markup from text or writes style attributes", async () => {
  const { folder, manifest } = await builtClient();
  for (const file of manifest.files.filter((name) => name.endsWith(".js"))) {
    const script = await readFile(join(folder, file), "utf8");
    expect({
      file,
      found: /insertAdjacentHTML|document\.write|setAttribute\("style"|new Function\(/.exec(
        script,
      )?.[0],
    }).toEqual({ file });
  }
}, 120_000);
