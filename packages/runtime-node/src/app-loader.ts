import { pathToFileURL } from "node:url";
import { type AppDefinition, type RuntimePort, runtimeKey } from "@flotilla/sdk/runtime";

/** Runs an app's program up to its call of `ft.run`; rejects with the program's own error or with what it left out. */
export async function loadApp(bundlePath: string): Promise<AppDefinition> {
  let registered: AppDefinition | undefined;
  const port: RuntimePort = {
    register(definition) {
      if (registered !== undefined) throw new Error("ft.run: called twice, a program runs one app");
      registered = definition;
    },
  };
  Reflect.set(globalThis, runtimeKey, port);
  await import(pathToFileURL(bundlePath).href);
  if (registered === undefined) {
    throw new Error("the program ended without a call of ft.run(main)");
  }
  return registered;
}
