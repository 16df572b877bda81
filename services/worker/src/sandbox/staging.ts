import { lstatSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** A path of the host that a process of another user id must reach. */
export interface NeededPath {
  readonly name: string;
  readonly path: string;
}

/**
 * Whether any user may enter every folder above `path`. A data folder below `/root` is not: then the launch binds it to a
 * place that is, in a mount namespace of its own, before it drops its user id.
 */
export function isReachableByAll(path: string): boolean {
  const real = realpathSync(path);
  for (let folder = dirname(real); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) break;
  }
  const stat = statSync(real);
  const wanted = stat.isDirectory() ? 0o005 : 0o004;
  return (stat.mode & wanted) === wanted;
}

/** Where needed paths are after staging, and the shell lines that bring them there. */
export interface Stage {
  readonly folder: string;
  pathOf(name: string): string;
  /** To be run as root in a private mount namespace; `$0`, `$1`, … are `arguments`. */
  readonly lines: readonly string[];
  readonly arguments: readonly string[];
}

const candidateFolders = ["/mnt", "/srv", "/media", "/opt", "/run", "/var/tmp", "/tmp"];

/** Plans to bind `needed` below an existing folder that hides none of `kept`; undefined if there is no such folder. */
export function planStage(
  needed: readonly NeededPath[],
  kept: readonly string[],
): Stage | undefined {
  const inUse = [...needed.map(({ path }) => path), ...kept].map(
    (path) => `${realpathSync(path)}/`,
  );
  const folder = candidateFolders.find(
    (candidate) =>
      isPlainFolder(candidate) && !inUse.some((path) => path.startsWith(`${candidate}/`)),
  );
  if (folder === undefined) return undefined;
  const lines = needed.flatMap(({ path, name }, index) => {
    const target = join(folder, name);
    const make = statSync(path).isDirectory() ? `mkdir ${target}` : `: > ${target}`;
    return [make, `mount --bind "$${index + 1}" ${target}`];
  });
  return {
    folder,
    pathOf: (name) => join(folder, name),
    lines: [`mount -t tmpfs -o mode=0755,size=64k flotilla ${folder}`, ...lines],
    arguments: needed.map(({ path }) => path),
  };
}

function isPlainFolder(path: string): boolean {
  try {
    const stat = lstatSync(path);
    return stat.isDirectory() && isReachableByAll(path);
  } catch {
    return false; // not on this machine
  }
}
