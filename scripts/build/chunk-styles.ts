import { readFile } from "node:fs/promises";
import { type Plugin, transform } from "esbuild";

/** Style sheets of chunks travel in the chunk as minified text. */
export const chunkStyles: Plugin = {
  name: "chunk-styles",
  setup(build) {
    build.onLoad({ filter: /\.chunk\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path), { loader: "css", minify: true });
      return { contents: `export const styles = ${JSON.stringify(code.trim())};`, loader: "js" };
    });
  },
};
