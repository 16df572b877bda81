import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

const sdkName = "@flotilla/sdk";

/** Maps the SDK's names in an app's files to the SDK that this runtime was built with, so that there is one of it. */
export function provideSdk(sdkPath: string): void {
  const sdk = pathToFileURL(sdkPath).href;
  const subpaths = new Map([
    [sdkName, sdk],
    [`${sdkName}/jsx-runtime`, new URL("./jsx-runtime.mjs", sdk).href],
    [`${sdkName}/jsx-dev-runtime`, new URL("./jsx-runtime.mjs", sdk).href],
  ]);
  registerHooks({
    resolve(specifier, context, next) {
      const url = subpaths.get(specifier);
      return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
    },
  });
}
