import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Deployer, readAppFolder } from "@flotilla/control";
import type { Catalog } from "@flotilla/objects";
import { isName } from "@flotilla/protocol";
import type { Logger } from "@flotilla/service-kit";

/** The team that the sample apps belong to. */
export const samplesTeam = "samples";

/** What deploying the samples needs. */
export interface SamplesOptions {
  readonly folder: string;
  readonly catalog: Catalog;
  readonly deployer: Deployer;
  readonly logger: Logger;
}

/** Deploys each folder as an app through the ordinary pipeline; one that fails is logged, the others go on. */
export async function deploySamples(options: SamplesOptions): Promise<void> {
  const entries = await readdir(options.folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() && isName(entry.name));
  await Promise.all(names.map((entry) => deploySample(entry.name, options)));
}

async function deploySample(
  app: string,
  { folder, catalog, deployer, logger }: SamplesOptions,
): Promise<void> {
  try {
    const files = await readAppFolder(join(folder, app));
    for (const file of files) {
      if (await catalog.blobs.has(samplesTeam, file.sha256)) continue;
      await catalog.blobs.put(samplesTeam, file, createReadStream(join(folder, app, file.path)));
    }
    const { changed, release } = await deployer.deploy({
      team: samplesTeam,
      app,
      files,
      tell: () => {},
      isTrusted: true,
    });
    if (changed) logger.info({ app, release }, "sample deployed");
  } catch (error) {
    logger.error({ app, err: error }, "sample not deployed");
  }
}
