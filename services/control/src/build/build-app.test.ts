import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { parseSettings } from "./app-settings.ts";
import { type BuildResult, buildApp } from "./build-app.ts";

const hello = `import * as ft from "@flotilla/sdk";\nft.run((page: ft.Page) => { page.add(ft.Text("Hi")); });\n`;

test("an app becomes one module that leaves the SDK to the host, with a source map of relative names", async () => {
  await using app = await appOf({
    "main.ts": `import { greeting } from "./src/greeting.ts";\n${hello}console.log(greeting);\n`,
    "src/greeting.ts": `export const greeting: string = "hello";\n`,
  });

  const built = await buildApp({ folder: app.folder, entry: "main.ts" });

  expect(built.files.map((file) => file.path).sort()).toEqual(["main.mjs", "main.mjs.map"]);
  expect(textOf(built, "main.mjs")).toContain('from "@flotilla/sdk"');
  const map = JSON.parse(textOf(built, "main.mjs.map"));
  expect(map.sources.sort()).toEqual(["main.ts", "src/greeting.ts"]);
});

test("the same source gives the same bytes wherever it lies", async () => {
  await using one = await appOf({ "main.ts": hello });
  await using two = await appOf({ "main.ts": hello });

  const first = await buildApp({ folder: one.folder, entry: "main.ts", minify: true });
  const second = await buildApp({ folder: two.folder, entry: "main.ts", minify: true });

  expect(textOf(first, "main.mjs")).toBe(textOf(second, "main.mjs"));
  expect(textOf(first, "main.mjs.map")).toBe(textOf(second, "main.mjs.map"));
});

test("a small build keeps the names of functions and classes", async () => {
  await using app = await appOf({
    "main.ts": "class Basket {}\nfunction fill() {}\nconsole.log(new Basket(), fill);\n",
  });

  const small = await buildApp({ folder: app.folder, entry: "main.ts", minify: true });

  expect(textOf(small, "main.mjs")).toContain('"Basket"');
  expect(textOf(small, "main.mjs")).toContain('"fill"');
});

test("JSX goes through the SDK without a setting", async () => {
  await using app = await appOf({ "main.tsx": `console.log(<text value="x" />);\n` });

  const built = await buildApp({ folder: app.folder, entry: "main.tsx" });

  expect(textOf(built, "main.mjs")).toContain('from "@flotilla/sdk/jsx-runtime"');
});

test("a module named by URL becomes an entry of its own, data keeps its place", async () => {
  await using app = await appOf({
    "main.ts": `import "./src/jobs.ts";\nconsole.log(new URL("./assets/a.json", import.meta.url));\n`,
    "src/jobs.ts": `export const job = new URL("./work.ts", import.meta.url);\nexport const table = new URL('../data/t.csv', import.meta.url);\nconsole.log(job, table);\n`,
    "src/work.ts": `export const run = (input: number): number => input + 1;\n`,
  });

  const built = await buildApp({ folder: app.folder, entry: "main.ts" });

  expect(built.files.map((file) => file.path).sort()).toEqual([
    "main.mjs",
    "main.mjs.map",
    "src__work.entry.mjs",
    "src__work.entry.mjs.map",
  ]);
  const main = textOf(built, "main.mjs");
  expect(main).toContain('new URL("./src__work.entry.mjs", import.meta.url)');
  expect(main).toContain('new URL("./data/t.csv", import.meta.url)');
  expect(main).toContain('new URL("./assets/a.json", import.meta.url)');
});

test("packages of the app's own node_modules are bundled, CommonJS too", async () => {
  await using app = await appOf({
    "main.ts": `import { two } from "pair";\nimport { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\nconsole.log(two, require);\n`,
    "node_modules/pair/package.json": `{ "name": "pair", "main": "index.js" }`,
    "node_modules/pair/index.js": `const os = require("os"); exports.two = os.EOL.length + 1;\n`,
  });

  const built = await buildApp({ folder: app.folder, entry: "main.ts" });
  const output = join(app.folder, "out.mjs");
  await writeFile(output, textOf(built, "main.mjs"));
  const { execFile } = await import("node:child_process");
  const printed = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [output], (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });

  expect(printed).toMatch(/^2 /);
});

const broken: readonly [string, Record<string, string>, RegExp][] = [
  [
    "a syntax error is shown with file, line, column and the line",
    { "main.ts": "const a = 1;\n  const b = ;\n" },
    /^main\.ts:2:13: Unexpected ";"\n {2}2 \| {3}const b = ;\n {4}\| {13}\^/,
  ],
  [
    "a module that is not there is named",
    { "main.ts": `import { x } from "./gone.ts";\nconsole.log(x);\n` },
    /^main\.ts:1:19: cannot find "\.\/gone\.ts"\n {2}1 \| import/,
  ],
  [
    "a package that is not there says how it comes",
    { "main.ts": `import lodash from "lodash/fp";\nlodash();\n` },
    /^main\.ts:1:20: cannot find the package "lodash": add it to the app's package\.json/,
  ],
  [
    "a name that a module does not export is an error",
    {
      "main.ts": `import { x } from "./a.ts";\nconsole.log(x);\n`,
      "a.ts": "export const y = 1;\n",
    },
    /No matching export in "a\.ts" for import "x"/,
  ],
  [
    "an import above the folder is refused",
    { "main.ts": `import "../outside.ts";\n` },
    /^main\.ts:1:8: "\.\.\/outside\.ts" leads out of the app's folder/,
  ],
  [
    "an absolute import is refused",
    { "main.ts": `import data from "/etc/hostname";\nconsole.log(data);\n` },
    /^main\.ts:1:18: "\/etc\/hostname": an absolute path leads out/,
  ],
  [
    "an import by address is refused",
    { "main.ts": `import "https://example.com/a.js";\n` },
    /imports by address are not possible/,
  ],
  [
    "an import of a file URL is refused",
    { "main.ts": `import "file:///etc/hostname";\n` },
    /imports by address are not possible/,
  ],
  [
    "a dynamic import does not escape either",
    { "main.ts": `await import("../../etc/hostname");\n` },
    /main\.ts:1:14: /,
  ],
  [
    "a tsconfig that reaches out is refused",
    { "main.ts": hello, "tsconfig.json": `{ "extends": "../../tsconfig.json" }` },
    /tsconfig\.json: "extends": "\.\.\/\.\.\/tsconfig\.json" is outside/,
  ],
  [
    "a broken tsconfig is named",
    { "main.ts": hello, "tsconfig.json": "{ not json" },
    /^tsconfig\.json: /,
  ],
  [
    "every error of an app is shown at once",
    { "main.ts": `import "./a.ts";\nimport "./b.ts";\n` },
    /cannot find "\.\/a\.ts"[\s\S]*cannot find "\.\/b\.ts"/,
  ],
];

test.each(broken)("%s", async (_claim, files, expected) => {
  await using app = await appOf(files);
  await writeFile(join(dirname(app.folder), "outside.ts"), "export {};\n");

  await expect(buildApp({ folder: app.folder, entry: "main.ts" })).rejects.toMatchObject({
    code: "BUILD_FAILED",
    message: expect.stringMatching(expected),
  });
});

test("a symbolic link does not lead an import out of the folder", async () => {
  await using app = await appOf({ "main.ts": `import "./link.ts";\n` });
  const outside = join(dirname(app.folder), "secret.ts");
  await writeFile(outside, `export const secret = "canary";\n`);
  await symlink(outside, join(app.folder, "link.ts"));

  await expect(buildApp({ folder: app.folder, entry: "main.ts" })).rejects.toThrow(
    `"./link.ts" leads out of the app's folder`,
  );
});

test("a package of a folder above is no package of the app", async () => {
  await using app = await appOf({ "main.ts": `import { x } from "above";\nconsole.log(x);\n` });
  const above = join(dirname(app.folder), "node_modules", "above");
  await mkdir(above, { recursive: true });
  await writeFile(join(above, "index.js"), "export const x = 1;\n");

  await expect(buildApp({ folder: app.folder, entry: "main.ts" })).rejects.toThrow(
    `cannot find the package "above"`,
  );
});

test("the app's own tsconfig counts, comments and trailing commas included", async () => {
  await using app = await appOf({
    "main.ts": `import { x } from "@lib/x.ts";\nconsole.log(x);\n`,
    "lib/x.ts": "export const x = 1;\n",
    "tsconfig.json": `{\n  // where our own modules are\n  "compilerOptions": { "paths": { "@lib/*": ["./lib/*"], }, },\n}\n`,
  });

  const built = await buildApp({ folder: app.folder, entry: "main.ts" });

  expect(textOf(built, "main.mjs")).toContain("1");
});

function textOf(built: BuildResult, path: string): string {
  const file = built.files.find((each) => each.path === path);
  return new TextDecoder().decode(file?.contents);
}

async function appOf(files: Readonly<Record<string, string>>) {
  const parent = await mkdtemp(join(await realpath(tmpdir()), "flotilla-build-"));
  const folder = join(parent, "app");
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return { folder, [Symbol.asyncDispose]: () => rm(parent, { recursive: true }) };
}

test("an import that leads out of the folder is told so, also where the other file was not sent", async () => {
  await using app = await appOf({ "main.ts": `import x from "../nowhere.ts";\nconsole.log(x);\n` });

  await expect(buildApp({ folder: app.folder, entry: "main.ts" })).rejects.toThrow(
    /^main\.ts:1:15: "\.\.\/nowhere\.ts" leads out of the app's folder/,
  );
});

test("each wrong setting is named once", () => {
  const text = '{ "session": { "ttl": "5 parsecs" }, "eventTimeout": "1ms" }';

  expect(() => parseSettings(text)).toThrow(
    /^flotilla\.json:\n {2}session\.ttl: expected[^\n]*\n {2}eventTimeout: expected[^\n]*$/,
  );
});
