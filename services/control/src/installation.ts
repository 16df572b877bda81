import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** Where the parts of this installation are. */
export interface Installation {
  readonly root: string;
  readonly clientDir: string;
  readonly runtimeDir: string;
  readonly samplesDir: string;
  readonly sdkVersion: string;
  /** Declarations of the modules that the host brings to apps, by module name. */
  readonly sdkTypes: Readonly<Record<string, string>>;
}

const sdkManifest = z.object({ version: z.string(), exports: z.record(z.string(), z.string()) });

/** The installation that this module belongs to. */
export async function findInstallation(): Promise<Installation> {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const manifest = sdkManifest.parse(
    JSON.parse(await readFile(join(root, "packages", "sdk", "package.json"), "utf8")),
  );
  const types = join(root, "dist", "sdk-types", "packages", "sdk");
  const entries = Object.entries(manifest.exports).filter(([name]) => name !== "./runtime");
  return {
    root,
    clientDir: join(root, "dist", "client"),
    runtimeDir: join(root, "dist", "runtime"),
    samplesDir: join(root, "apps"),
    sdkVersion: manifest.version,
    sdkTypes: Object.fromEntries(
      entries.map(([name, target]) => [
        `@flotilla/sdk${name.slice(1)}`,
        join(types, target.replace(/\.tsx?$/, ".d.ts")),
      ]),
    ),
  };
}
