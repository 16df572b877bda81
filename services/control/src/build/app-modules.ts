import { readFile, realpath } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { dirname, extname, isAbsolute, join, relative, sep } from "node:path";
import type { Loader, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";

const sourceLoaders: Readonly<Record<string, Loader>> = {
  ".ts": "ts",
  ".mts": "ts",
  ".cts": "ts",
  ".tsx": "tsx",
  ".js": "js",
  ".mjs": "js",
  ".cjs": "js",
  ".jsx": "jsx",
};
const besideUrl = /new\s+URL\(\s*(["'`])(\.{1,2}\/[^"'`\n$]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;

/** What the rules for modules need to know of a build. */
export interface AppModulesOptions {
  /** The app's folder, with every symbolic link resolved. */
  readonly root: string;
  /** Told of each module that `new URL(…, import.meta.url)` names: it becomes an entry of its own. */
  readonly onEntry: (path: string) => void;
}

/** Whether a path names a module and no data. */
export function isSource(path: string): boolean {
  return extname(path) in sourceLoaders;
}

/** The file that a further entry is built to; all outputs lie side by side. */
export function entryOutput(path: string): string {
  return `${path.slice(0, -extname(path).length).replaceAll("/", "__")}.entry.mjs`;
}

/**
 * Where the modules of an app may come from: its own folder, Node, and the SDK, which the host brings.
 * Also makes `new URL("./x", import.meta.url)` mean the same in the bundle as in the source.
 */
export function appModules(options: AppModulesOptions): Plugin {
  return {
    name: "app-modules",
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => resolve(build, args, options.root));
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: "file" }, async ({ path }) => {
        const loader = sourceLoaders[extname(path)];
        if (loader === undefined) return undefined;
        const source = await readFile(path, "utf8");
        const contents = path.includes(`${sep}node_modules${sep}`)
          ? source
          : withBundleUrls(source, path, options);
        return { contents, loader };
      });
    },
  };
}

async function resolve(
  build: PluginBuild,
  args: OnResolveArgs,
  root: string,
): Promise<OnResolveResult | undefined> {
  if (args.pluginData === resolving || args.path.startsWith("data:")) return undefined;
  if (args.path === "@flotilla/sdk" || args.path.startsWith("@flotilla/sdk/")) {
    return { path: args.path, external: true };
  }
  if (isBuiltin(args.path)) return { path: args.path, external: true };
  if (/^[a-z]+:\/\//.test(args.path)) {
    return failure(
      `"${args.path}": imports by address are not possible; install a package instead`,
    );
  }
  if (args.kind !== "entry-point" && isAbsolute(args.path)) {
    return failure(`"${args.path}": an absolute path leads out of the app's folder`);
  }
  const found = await build.resolve(args.path, {
    kind: args.kind,
    importer: args.importer,
    resolveDir: args.resolveDir,
    namespace: args.namespace,
    with: args.with,
    pluginData: resolving,
  });
  if (found.errors.length > 0) {
    const target = relative(root, join(args.resolveDir, args.path));
    const leadsOut = args.path.startsWith(".") && target.startsWith("..");
    return failure(leadsOut ? outside(args.path) : unresolved(args.path));
  }
  if (found.external || found.namespace !== "file") return found;
  const real = await realpath(found.path).catch(() => found.path);
  const inside = relative(root, real);
  if (inside.startsWith("..") || isAbsolute(inside)) {
    return failure(
      args.path.startsWith(".") || args.kind === "entry-point"
        ? outside(args.path)
        : unresolved(args.path),
    );
  }
  return { path: real, sideEffects: found.sideEffects, suffix: found.suffix };
}

const resolving = Symbol("resolving");

function failure(text: string): OnResolveResult {
  return { errors: [{ text }] };
}

function outside(path: string): string {
  return `"${path}" leads out of the app's folder: only what is in it is sent`;
}

function unresolved(path: string): string {
  if (path.startsWith(".")) return `cannot find "${path}"`;
  const name = path
    .split("/")
    .slice(0, path.startsWith("@") ? 2 : 1)
    .join("/");
  return `cannot find the package "${name}": add it to the app's package.json and keep the package-lock.json beside it`;
}

/** Bundling moves code: what lay beside a module lies at its old place below the bundle's folder. */
function withBundleUrls(source: string, path: string, options: AppModulesOptions): string {
  if (!source.includes("import.meta.url")) return source;
  return source.replace(besideUrl, (whole, _quote: string, target: string) => {
    const inside = relative(options.root, join(dirname(path), target)).replaceAll(sep, "/");
    if (inside.startsWith("..")) return whole;
    if (!isSource(inside)) return urlOf(inside);
    options.onEntry(inside);
    return urlOf(entryOutput(inside));
  });
}

function urlOf(path: string): string {
  return `new URL(${JSON.stringify(`./${path}`)}, import.meta.url)`;
}
