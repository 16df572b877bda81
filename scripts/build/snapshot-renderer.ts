import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { build, type Plugin } from "esbuild";
import { chunkStyles } from "./chunk-styles.ts";

const root = join(import.meta.dirname, "../..");
const source = join(root, "packages/client/src");

/** Builds the part of the client that draws pages as HTML, for the servers: one file with all controls. */
export async function buildSnapshotRenderer(file: string): Promise<void> {
  await build({
    entryPoints: [join(source, "snapshot/render-snapshot.tsx")],
    outfile: file,
    bundle: true,
    splitting: false,
    format: "esm",
    platform: "node",
    target: ["es2024", "node26"],
    minify: true,
    sourcemap: false,
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".woff2": "empty" },
    plugins: [chunkStyles, namedChunks],
    define: {
      "process.env.NODE_ENV": '"production"',
      "document.baseURI": '"http://host/"', // there is no document: all that is asked is whether an address is one
    },
    absWorkingDir: root,
    logLevel: "warning",
  });
}

/** Lets every chunk of controls export the name under which the client's manifest lists its files. */
const namedChunks: Plugin = {
  name: "named-chunks",
  setup({ onResolve, onLoad }) {
    const chunks = new Set<string>();
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind === "dynamic-import") chunks.add(join(resolveDir, path));
      return null;
    });
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      if (!chunks.has(path)) return null;
      const name = JSON.stringify(relative(source, path).replaceAll("\\", "/"));
      const contents = `${await readFile(path, "utf8")}\nexport const chunkName = ${name};`;
      return { contents, loader: path.endsWith("x") ? "tsx" : "ts" };
    });
  },
};
