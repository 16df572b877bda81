import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type BuildResult, build, type Metafile, type Plugin } from "esbuild";
import { minify } from "terser";
import { chunkStyles } from "./chunk-styles.ts";
import { buildSnapshotRenderer } from "./snapshot-renderer.ts";

/** What the build tells to those who serve the client: names within its folder. */
export interface ClientManifest {
  readonly entry: string;
  readonly css: string;
  /** Files that a chunk needs, by the chunk's source below `packages/client/src`, for preloading. */
  readonly preload: Readonly<Record<string, readonly string[]>>;
  readonly files: readonly string[];
  /** The module that draws pages as HTML; for servers, so not one of the files. */
  readonly renderer: string;
}

const root = join(import.meta.dirname, "../..");
const source = join(root, "packages/client");
/** Where the client is built to for hosts. */
export const clientFolder = join(root, "dist/client");
const compressible = /\.(js|css|json|svg)$/;

/** Builds the web client: hashed names, chunks, CSS, fonts, manifest, and the compressed twins of files. */
export async function buildClient(): Promise<ClientManifest> {
  const folder = clientFolder;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const result = await build({
    entryPoints: {
      client: join(source, "src/main.ts"),
      "client-style": join(source, "src/styles/main.css"),
    },
    outdir: folder,
    entryNames: "[name]-[hash]",
    chunkNames: "client-[hash]",
    assetNames: "fonts/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["es2024", "chrome123", "firefox128", "safari18"],
    minify: true,
    metafile: true,
    sourcemap: false,
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".woff2": "file" },
    plugins: [chunkStyles, oneCore],
    define: { "process.env.NODE_ENV": '"production"' },
    absWorkingDir: root,
    logLevel: "warning",
  });
  await cp(join(source, "assets/icons"), join(folder, "icons"), { recursive: true });
  const manifest = await describe(result, folder);
  await buildSnapshotRenderer(join(folder, manifest.renderer));
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest, null, 2));
  await shrink(join(folder, manifest.entry));
  await Promise.all(
    manifest.files
      .filter((file) => compressible.test(file))
      .map((file) => compress(join(folder, file))),
  );
  return manifest;
}

/**
 * Lets every chunk that is loaded later depend on the whole of what is loaded first. Else the bundler makes a
 * file of each set of modules that happens to be shared by the same chunks: dozens of small ones.
 */
const oneCore: Plugin = {
  name: "one-core",
  setup({ onResolve, onLoad }) {
    const chunks = new Set<string>();
    const core = JSON.stringify(join(source, "src/main.ts"));
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind === "dynamic-import") chunks.add(join(resolveDir, path));
      return null;
    });
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      if (!chunks.has(path)) return null;
      const contents = `import ${core};\n${await readFile(path, "utf8")}`;
      return { contents, loader: path.endsWith("x") ? "tsx" : "ts" };
    });
  },
};

async function describe(
  { metafile }: BuildResult<{ metafile: true }>,
  folder: string,
): Promise<ClientManifest> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
  // As chunks depend on it, the code of the entry is in a file of its own, which the entry only imports.
  const outputOf = (input: string) => {
    const found = Object.entries(metafile.outputs).find(
      ([, output]) => (output.inputs[input]?.bytesInOutput ?? 0) > 0,
    );
    if (!found) throw new Error(`the client's build has no output for ${input}`);
    return basename(found[0]);
  };
  const entry = outputOf("packages/client/src/main.ts");
  return {
    entry,
    css: outputOf("packages/client/src/styles/base.css"),
    preload: preloads(metafile, entry),
    files,
    renderer: "server/render-snapshot.mjs",
  };
}

function preloads({ outputs }: Metafile, entry: string): Record<string, readonly string[]> {
  const chunks: Record<string, readonly string[]> = {};
  for (const [file, output] of Object.entries(outputs)) {
    const { entryPoint } = output;
    if (!entryPoint?.startsWith("packages/client/src/") || entryPoint.endsWith("/main.ts"))
      continue;
    const needs = output.imports
      .filter(({ kind, external }) => kind === "import-statement" && external !== true)
      .map(({ path }) => basename(path))
      .filter((name) => name !== entry);
    chunks[entryPoint.slice("packages/client/src/".length)] = [basename(file), ...needs];
  }
  return chunks;
}

/** Saves another 3 % of what every visitor loads first; for the other files it takes too long. */
async function shrink(file: string): Promise<void> {
  const compress = { passes: 3, unsafe_arrows: true };
  const { code } = await minify(await readFile(file, "utf8"), {
    module: true,
    ecma: 2020,
    compress,
  });
  if (code === undefined) throw new Error(`terser has written nothing for ${file}`);
  await writeFile(file, code);
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}
