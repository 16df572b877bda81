import { buildRuntime } from "./runtime.ts";
import { whenChanged } from "./when-changed.ts";

/** Builds what app processes run on if its sources have changed since it was built last. */
export async function builtRuntime(): Promise<void> {
  await whenChanged({
    name: "runtime",
    inputs: [
      "packages/protocol/src",
      "packages/tree/src",
      "packages/sdk/src",
      "packages/sdk/package.json",
      "packages/runtime-node/src",
    ],
    output: "dist/runtime/main.mjs",
    run: () => buildRuntime(),
  });
}
