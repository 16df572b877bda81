import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { isAlive } from "@flotilla/service-kit";
import { z } from "zod";

const runRecord = z.object({
  url: z.url(),
  internalUrl: z.url(),
  tokenFile: z.string(),
  dataDir: z.string(),
  tier: z.string(),
  pid: z.int().positive(),
  startedAt: z.iso.datetime(),
});

/** A host that runs on this machine, as the command line finds it. */
export type RunningHost = z.output<typeof runRecord>;

/** Where a user's settings of Flotilla are. */
export function userFolder(env: Readonly<Record<string, string | undefined>>): string {
  return join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), ".config"), "flotilla");
}

/** Announces a host to its user's command line: one file below the user's folder, gone when the host is. */
export class RunFile {
  readonly #folder: string;
  readonly #userFolder: string;

  constructor(userFolder: string) {
    this.#userFolder = userFolder;
    this.#folder = join(userFolder, "hosts");
  }

  async write(host: RunningHost): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#path(host.pid);
    await writeFile(`${path}.new`, `${JSON.stringify(host, null, 2)}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  /** Takes the file away, and the folders if nothing else is in them. */
  async remove(pid: number): Promise<void> {
    await rm(this.#path(pid), { force: true });
    for (const folder of [this.#folder, this.#userFolder]) {
      const isGone = await rmdir(folder).then(
        () => true,
        () => false, // other hosts, or the user's settings
      );
      if (!isGone) return;
    }
  }

  #path(pid: number): string {
    return join(this.#folder, `${pid}.json`);
  }
}

/** The hosts of this user that run now, newest first. What hosts left that were killed is removed on the way. */
export async function findRunningHosts(folder: string): Promise<readonly RunningHost[]> {
  const hosts: RunningHost[] = [];
  for (const name of await readdir(join(folder, "hosts")).catch(() => [])) {
    if (!name.endsWith(".json")) continue;
    const path = join(folder, "hosts", name);
    const parsed = runRecord.safeParse(parse(await readFile(path, "utf8").catch(() => "")));
    if (parsed.success && isAlive(parsed.data.pid)) hosts.push(parsed.data);
    else await rm(path, { force: true });
  }
  return hosts.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // half written by a host that was killed
  }
}
