import { createHash } from "node:crypto";
import { stripTypeScriptTypes } from "node:module";
import { transformSync } from "esbuild";

/** Jest transform that erases types exactly as Node does when it runs a service; TSX goes through the bundler of the client and of apps. */
/** What tags of a file are made with. */
const sourceOf = (path) => (path.includes("/packages/client/") ? "preact" : "@flotilla/sdk");

export default {
  process: (source, path) => ({
    code: path.endsWith(".tsx")
      ? transformSync(source, { loader: "tsx", jsx: "automatic", jsxImportSource: sourceOf(path) })
          .code
      : stripTypeScriptTypes(source), // a sourceUrl here would zero the coverage
  }),
  getCacheKey: (source, path) =>
    createHash("sha1").update(process.version).update(path).update(source).digest("hex"),
};
