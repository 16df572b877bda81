// Builds what runs elsewhere than in this repository: each part has its module in scripts/build.
import { builtClient } from "./build/built-client.ts";
import { builtRuntime } from "./build/built-runtime.ts";
import { buildSdkTypes } from "./build/sdk-types.ts";
import { whenChanged } from "./build/when-changed.ts";

await builtRuntime();
await builtClient();
await whenChanged({
  name: "sdk-types",
  inputs: [
    "packages/protocol/src",
    "packages/tree/src",
    "packages/sdk/src",
    "packages/sdk/package.json",
    "tsconfig.base.json",
  ],
  output: "dist/sdk-types/packages/sdk/src/index.d.ts",
  run: () => buildSdkTypes(),
});
