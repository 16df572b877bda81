import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { checkTypes } from "./check-types.ts";

const sdk = "export declare function run(main: (page: { title: string }) => void): void;\n";

test("an app without a tsconfig is checked strictly, with Node's types and the host's SDK", async () => {
  await using app = await appOf({
    "main.ts": `import { readFileSync } from "node:fs";\nimport * as ft from "@flotilla/sdk";\nft.run((page) => {\n  page.title = readFileSync("x");\n});\nexport const loose = (x) => x;\n`,
  });

  const { problems } = await check(app);

  expect(problems).toMatchObject([
    {
      file: "main.ts",
      line: 4,
      column: 3,
      text: expect.stringContaining("TS2322"),
      source: `  page.title = readFileSync("x");`,
    },
    { file: "main.ts", line: 6, column: 23, text: expect.stringContaining("TS7006") },
  ]);
});

test("what an app's own tsconfig says counts, the SDK stays the host's", async () => {
  await using app = await appOf({
    "main.ts": `import { one } from "@lib/one.ts";\nimport * as ft from "@flotilla/sdk";\nft.run(() => {});\nexport const loose = (x) => x + one;\n`,
    "lib/one.ts": "export const one = 1;\n",
    "tsconfig.json": `{ "compilerOptions": { "target": "es2024", "module": "esnext", "moduleResolution": "bundler", "strict": false, "noImplicitAny": false, "paths": { "@lib/*": ["./lib/*"], "@flotilla/sdk": ["./nowhere.ts"] } } }`,
  });

  expect((await check(app)).problems).toEqual([]);
});

test("modules that the entry does not reach are not checked", async () => {
  await using app = await appOf({
    "main.ts": "export {};\n",
    "other.ts": `const size: number = "wide";\n`,
  });

  expect((await check(app)).problems).toEqual([]);
});

test("a check that takes too long is given up", async () => {
  await using app = await appOf({ "main.ts": "export {};\n" });

  const result = await check(app, { timeoutMs: 1 });

  expect(result).toEqual({ problems: [], unchecked: "the type check took too long" });
});

test("a check that is given up before its compiler runs is not begun", async () => {
  await using app = await appOf({ "main.ts": "export const loose = (x) => x;\n" });

  const { problems } = await check(app, { signal: AbortSignal.abort() });

  expect(problems).toEqual([]);
});

test("declarations that are not built are named", async () => {
  await using app = await appOf({ "main.ts": "export {};\n" });

  const { unchecked } = await check(app, { sdkTypes: { "@flotilla/sdk": "/nowhere/index.d.ts" } });

  expect(unchecked).toContain("/nowhere/index.d.ts");
});

test("a check leaves no folder behind", async () => {
  const before = (await readdir(tmpdir())).filter((name) => name.startsWith("flotilla-types-"));
  await using app = await appOf({ "main.ts": "export {};\n" });
  await check(app);
  const after = (await readdir(tmpdir())).filter((name) => name.startsWith("flotilla-types-"));
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
});

async function check(
  app: { folder: string; types: string },
  more: Partial<Parameters<typeof checkTypes>[0]> = {},
) {
  const sdkTypes = { "@flotilla/sdk": app.types };
  return await checkTypes({ folder: app.folder, entry: "main.ts", sdkTypes, ...more });
}

async function appOf(files: Readonly<Record<string, string>>) {
  const parent = await mkdtemp(join(await realpath(tmpdir()), "flotilla-check-"));
  const types = join(parent, "sdk.d.ts");
  await writeFile(types, sdk);
  const folder = join(parent, "app");
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return { folder, types, [Symbol.asyncDispose]: () => rm(parent, { recursive: true }) };
}
