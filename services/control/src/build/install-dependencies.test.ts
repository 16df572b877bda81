import { access, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { TestRegistry } from "../testing/test-registry.ts";
import { buildApp } from "./build-app.ts";
import { installDependencies } from "./install-dependencies.ts";

test("packages of the lockfile are installed and bundled, their scripts do not run", async () => {
  await using folder = await temporaryFolder();
  const canary = join(folder.path, "canary");
  await using registry = await TestRegistry.open("pair", {
    "package.json": JSON.stringify({
      name: "pair",
      version: "1.0.0",
      main: "index.js",
      scripts: { preinstall: `touch ${canary}`, postinstall: `touch ${canary}` },
    }),
    "index.js": `exports.greeting = "from the registry";\n`,
  });
  const app = await appIn(folder.path, registry.lockfile);

  await installDependencies(app, await readdir(app), options(folder.path, registry.url));
  const { files } = await buildApp({ folder: app, entry: "main.ts" });

  expect(new TextDecoder().decode(files[0]?.contents)).toContain("from the registry");
  await expect(access(canary)).rejects.toThrow("ENOENT");
  expect((await readdir(app)).sort()).toEqual([
    "main.ts",
    "node_modules",
    "package-lock.json",
    "package.json",
  ]);
}, 60_000);

test("who has left before npm begins has nothing installed", async () => {
  await using folder = await temporaryFolder();
  await using registry = await TestRegistry.open("pair", {
    "package.json": `{ "name": "pair", "version": "1.0.0" }`,
  });
  const app = await appIn(folder.path, registry.lockfile);
  const signal = AbortSignal.abort(new Error("left"));

  const installing = installDependencies(app, await readdir(app), {
    ...options(folder.path, registry.url),
    signal,
  });

  await expect(installing).rejects.toThrow("left");
  expect(await readdir(app)).not.toContain("node_modules");
}, 60_000);

test("a package whose bytes are not those of the lockfile is refused", async () => {
  await using folder = await temporaryFolder();
  await using registry = await TestRegistry.open("pair", {
    "package.json": `{ "name": "pair", "version": "1.0.0" }`,
  });
  const changed = registry.lockfile.replace(/sha512-.{20}/, `sha512-${"A".repeat(20)}`);
  const app = await appIn(folder.path, changed);

  const installing = installDependencies(
    app,
    await readdir(app),
    options(folder.path, registry.url),
  );

  await expect(installing).rejects.toMatchObject({
    code: "BUILD_FAILED",
    message: expect.stringContaining("npm could not install"),
  });
}, 60_000);

test("a lockfile that does not fit the package.json says so", async () => {
  await using folder = await temporaryFolder();
  await using registry = await TestRegistry.open("pair", {
    "package.json": `{ "name": "pair", "version": "1.0.0" }`,
  });
  const app = await appIn(folder.path, registry.lockfile);
  await writeFile(
    join(app, "package.json"),
    `{ "name": "shop", "dependencies": { "pair": "1.0.0", "other": "2.0.0" } }`,
  );

  const installing = installDependencies(
    app,
    await readdir(app),
    options(folder.path, registry.url),
  );

  await expect(installing).rejects.toMatchObject({
    code: "BUILD_FAILED",
    message: expect.stringContaining("other"),
  });
}, 60_000);

async function appIn(parent: string, lockfile: string): Promise<string> {
  const app = join(parent, "app");
  await mkdir(app);
  await writeFile(join(app, "package-lock.json"), lockfile);
  await writeFile(
    join(app, "package.json"),
    `{ "name": "shop", "dependencies": { "pair": "1.0.0" } }`,
  );
  await writeFile(
    join(app, "main.ts"),
    `import { greeting } from "pair";\nconsole.log(greeting);\n`,
  );
  return app;
}

function options(parent: string, registry: string) {
  return { cacheFolder: join(parent, "cache"), registry };
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), "flotilla-install-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
