import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildClient, type ClientManifest, clientFolder } from "./client.ts";
import { whenChanged } from "./when-changed.ts";

/** The web client as a host serves it. */
export interface BuiltClient {
  readonly folder: string;
  readonly manifest: ClientManifest;
}

/** The client that was built last, or a new one if its sources have changed since. */
export async function builtClient(): Promise<BuiltClient> {
  await whenChanged({
    name: "client",
    inputs: [
      "packages/protocol/src",
      "packages/tree/src",
      "packages/client/src",
      "packages/client/assets",
    ],
    output: "dist/client/manifest.json",
    run: () => buildClient(),
  });
  const manifest = await readFile(join(clientFolder, "manifest.json"), "utf8");
  return { folder: clientFolder, manifest: JSON.parse(manifest) as ClientManifest };
}
