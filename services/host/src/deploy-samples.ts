import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Deployer } from "@flotilla/control";
import type { Catalog } from "@flotilla/objects";
import { isName } from "@flotilla/protocol";
import type { Logger } from "@flotilla/service-kit";
import { deployFolder } from "./deploy-folder.ts";

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
    const request = {
      folder: join(folder, app),
      team: samplesTeam,
      app,
      tell: () => {},
      checksTypes: false,
      keepsProcess: false,
    };
    const { changed, release } = await deployFolder(request, { catalog, deployer });
    if (changed) logger.info({ app, release }, "sample deployed");
  } catch (error) {
    logger.error({ app, err: error }, "sample not deployed");
  }
}
