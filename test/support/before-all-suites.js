import { join } from "node:path";
import process from "node:process";
import { builtClient } from "../../scripts/build/built-client.ts";
import { builtRuntime } from "../../scripts/build/built-runtime.ts";

/**
 * Once before all suites: the client and what app processes run on are built of these very sources, and Node keeps what it
 * compiles for the many processes that tests start.
 */
export default async function prepare() {
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "../../node_modules/.cache/node");
  await builtRuntime();
  await builtClient();
}
