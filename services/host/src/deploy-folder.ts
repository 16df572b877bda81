import { createReadStream } from "node:fs";
import { join } from "node:path";
import {
  type Deployer,
  type DeployRequest,
  type DeployResult,
  readAppFolder,
} from "@flotilla/control";
import type { Catalog } from "@flotilla/objects";

/** An app's folder on this machine, to be deployed without a detour over the API. */
export interface FolderDeploy extends Omit<DeployRequest, "files"> {
  readonly folder: string;
}

/** Deploys a folder through the ordinary pipeline. */
export async function deployFolder(
  { folder, ...request }: FolderDeploy,
  { catalog, deployer }: { readonly catalog: Catalog; readonly deployer: Deployer },
): Promise<DeployResult> {
  const files = await readAppFolder(folder);
  for (const file of files) {
    if (await catalog.blobs.has(request.team, file.sha256)) continue;
    await catalog.blobs.put(request.team, file, createReadStream(join(folder, file.path)));
  }
  return await deployer.deploy({ ...request, files });
}
