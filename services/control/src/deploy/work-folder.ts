import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";

/** Folders of running deploys, each named after the process that it belongs to. */
export class WorkFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Makes the folder and removes what dead processes left in it; returns how many deploys that were. */
  async start(): Promise<number> {
    await mkdir(this.#path, { recursive: true });
    let count = 0;
    for (const name of await readdir(this.#path)) {
      const pid = Number(/^deploy-(\d+)-/.exec(name)?.[1]);
      if (!Number.isNaN(pid) && !isAlive(pid)) {
        await rm(join(this.#path, name), { recursive: true, force: true });
        count += 1;
      }
    }
    return count;
  }

  /** A new folder, gone when it is disposed. */
  async make(): Promise<{ readonly path: string } & AsyncDisposable> {
    const path = await mkdtemp(join(this.#path, `deploy-${process.pid}-`));
    return {
      path,
      [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
    };
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return Reflect.get(Object(error), "code") === "EPERM";
  }
}
