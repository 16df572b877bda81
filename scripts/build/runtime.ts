import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "../..");
const runtime = join(root, "packages/runtime-node/src");
const sdk = join(root, "packages/sdk");

/** What app processes run on: the runtime, the SDK that apps import, the thread runner, and what they share. */
export async function buildRuntime(folder: string = join(root, "dist/runtime")): Promise<void> {
  await mkdir(join(folder, ".."), { recursive: true });
  const part = await mkdtemp(`${folder}-`);
  try {
    await bundle(part);
    await chmod(part, 0o755);
    await replace(folder, part);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** Built together and split, so that the app's SDK and the runtime's are one module. */
async function bundle(folder: string): Promise<void> {
  const { version, exports } = JSON.parse(await readFile(join(sdk, "package.json"), "utf8")) as {
    version: string;
    exports: Record<string, string>;
  };
  const jsxRuntime = exports["./jsx-runtime"];
  await build({
    entryPoints: {
      main: join(runtime, "main.ts"),
      thread: join(runtime, "thread.ts"),
      sdk: join(sdk, exports["."] ?? "src/index.ts"),
      ...(jsxRuntime === undefined ? {} : { "jsx-runtime": join(sdk, jsxRuntime) }),
    },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    chunkNames: "shared-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: ["es2024", "node26"],
    minify: true,
    sourcemap: false,
    legalComments: "none",
    charset: "ascii", // V8 keeps the text of a module, with two bytes a character if one of them needs it
    define: { FLOTILLA_SDK_VERSION: JSON.stringify(version) },
    absWorkingDir: root,
    logLevel: "warning",
  });
}

/** A process that starts meanwhile finds the old files or the new ones. */
async function replace(folder: string, part: string): Promise<void> {
  const present = await readdir(folder).catch(() => undefined);
  const old = `${part}-old`;
  if (present !== undefined) await rename(folder, old);
  await rename(part, folder);
  await rm(old, { recursive: true, force: true });
}
