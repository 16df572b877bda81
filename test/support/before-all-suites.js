import { join } from "node:path";
import process from "node:process";
import { builtClient } from "../../scripts/build/built-client.ts";

/** Once before all suites: the client is built, and Node keeps what it compiles for the many processes that tests start. */
export default async function prepare() {
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "../../node_modules/.cache/node");
  await builtClient();
}
