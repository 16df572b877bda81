import { realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import { type BuildOptions, build, type Message } from "esbuild";
import { appModules, entryOutput } from "./app-modules.ts";
import { type BuildProblem, buildFailed, problemOfMessage } from "./build-problem.ts";
import { readTsconfig } from "./tsconfig.ts";

/** What is to be built. */
export interface BuildRequest {
  /** The app's folder. */
  readonly folder: string;
  /** The file that calls `ft.run`, relative to the folder. */
  readonly entry: string;
  /** A deploy makes the output small; names of functions and classes stay. */
  readonly minify?: boolean;
}

/** A file that a build made. */
export interface BuiltFile {
  readonly path: string;
  readonly contents: Uint8Array;
}

/** What a build made: `main.mjs`, further entries, and their source maps. */
export interface BuildResult {
  readonly files: readonly BuiltFile[];
  readonly warnings: readonly BuildProblem[];
}

const maxEntries = 50;

/** Builds an app. The same configuration serves `dev` and `deploy`; throws `BUILD_FAILED` with every place. */
export async function buildApp(request: BuildRequest): Promise<BuildResult> {
  const root = await realpath(request.folder);
  const compilerOptions = (await readTsconfig(root)) ?? {};
  const entries = new Set<string>();
  for (;;) {
    const known = entries.size;
    const options = configuration(root, request, entries, compilerOptions);
    const result = await build(options).catch((error: unknown) => {
      throw buildFailed(messagesOf(error).map(problemOfMessage));
    });
    if (entries.size > maxEntries) {
      throw buildFailed([{ text: `expected at most ${maxEntries} modules named by URL` }]);
    }
    if (entries.size === known) {
      return {
        files: (result.outputFiles ?? []).map((file) => ({
          path: basename(file.path),
          contents: file.contents,
        })),
        warnings: result.warnings.map(problemOfMessage),
      };
    }
  }
}

function configuration(
  root: string,
  request: BuildRequest,
  entries: Set<string>,
  compilerOptions: Readonly<Record<string, unknown>>,
): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [
      { in: join(root, request.entry), out: "main" },
      ...[...entries].map((path) => ({
        in: join(root, path),
        out: entryOutput(path).slice(0, -".mjs".length),
      })),
    ],
    outdir: root,
    outExtension: { ".js": ".mjs" },
    write: false,
    bundle: true,
    format: "esm",
    platform: "node",
    target: ["es2024", "node26"],
    sourcemap: "linked",
    sourcesContent: true,
    minify: request.minify ?? false,
    keepNames: true,
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "@flotilla/sdk",
    // Packages in CommonJS ask for `require` in a module that has none.
    banner: { js: requireBanner },
    tsconfigRaw: {
      compilerOptions: {
        strict: true,
        ...compilerOptions,
        jsx: "react-jsx",
        jsxImportSource: importSource(compilerOptions),
      },
    },
    plugins: [appModules({ root, onEntry: (path) => entries.add(path) })],
    logLevel: "silent",
  };
}

const requireBanner =
  'import { createRequire as __flotillaRequire } from "node:module"; const require = __flotillaRequire(import.meta.url);';

function importSource(compilerOptions: Readonly<Record<string, unknown>>): string {
  const { jsxImportSource } = compilerOptions;
  return typeof jsxImportSource === "string" ? jsxImportSource : "@flotilla/sdk";
}

function messagesOf(error: unknown): readonly Message[] {
  if (typeof error === "object" && error !== null && "errors" in error) {
    const { errors } = error;
    if (Array.isArray(errors)) return errors as Message[];
  }
  throw error;
}
