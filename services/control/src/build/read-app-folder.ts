import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { FlotillaError } from "@flotilla/protocol";
import { checkFiles, defaultFileLimits, type FileLimits, isLeftOut } from "./file-rules.ts";

/** A file of an app folder as a deploy announces it. */
export interface AppFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** Lists an app's files with their hashes, in order of their paths; throws `UPLOAD_REFUSED` for what cannot be deployed. */
export async function readAppFolder(
  folder: string,
  limits: FileLimits = defaultFileLimits,
): Promise<readonly AppFile[]> {
  const found: { path: string; size: number }[] = [];
  await collect(folder, "", found, limits);
  checkFiles(found, limits);
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  const files: AppFile[] = [];
  for (const { path, size } of found) {
    files.push({ path, size, sha256: await hashFile(join(folder, path)) });
  }
  return files;
}

async function collect(
  folder: string,
  prefix: string,
  found: { path: string; size: number }[],
  limits: FileLimits,
): Promise<void> {
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    if (isLeftOut(entry.name)) continue;
    const path = prefix + entry.name;
    if (entry.isDirectory()) {
      await collect(folder, `${path}/`, found, limits);
    } else if (entry.isFile()) {
      found.push({ path, size: (await lstat(join(folder, path))).size });
    } else {
      const kind = entry.isSymbolicLink() ? "a symbolic link" : "no regular file";
      throw new FlotillaError("UPLOAD_REFUSED", `app files: "${path}" is ${kind}; expected a file`);
    }
    if (found.length > limits.files) checkFiles(found, limits);
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
