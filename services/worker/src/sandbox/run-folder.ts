import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasEnded, processMark } from "./process-mark.ts";

/** Longest path of a Unix socket, less the process's folder and the socket's name. */
const maxFolderBytes = 107 - 40;

/**
 * Waits until the worker is gone, however it went, then takes away what it could not: the pipe on its input ends with the
 * worker. Groups are removed from the inside out, and once more while their last processes end.
 */
const caretaker = `
while read -r line; do :; done
folder=$1; shift
for round in 1 2 3 4 5 6 7 8 9 10; do
  left=0
  for group in "$@"; do
    [ -d "$group" ] || continue
    rmdir "$group"/*/ "$group" 2>/dev/null
    [ -d "$group" ] && left=1
  done
  [ $left = 0 ] && break
  sleep 0.2
done
rm -rf -- "$folder"
`;

/** The worker's folder for sockets and scratch space; it is gone when the worker is, even when that is killed. */
export class RunFolder {
  readonly #parent: string;
  readonly #groups: readonly string[];
  #path: string | undefined;
  #caretaker: ChildProcess | undefined;

  /** `parent` is used if socket paths below it stay short enough; `groups` are control groups to remove as well. */
  constructor(parent: string, groups: readonly string[]) {
    this.#parent = parent;
    this.#groups = groups;
  }

  get path(): string {
    if (this.#path === undefined) throw new Error("run folder: not open");
    return this.#path;
  }

  async open(): Promise<string> {
    await mkdir(this.#parent, { recursive: true, mode: 0o700 });
    await sweep(this.#parent);
    const name = `${processMark()}-`;
    const fits = Buffer.byteLength(join(this.#parent, name)) + 6 <= maxFolderBytes;
    this.#path = await mkdtemp(fits ? join(this.#parent, name) : join(tmpdir(), "flotilla-run-"));
    const child = spawn("/bin/sh", ["-c", caretaker, "caretaker", this.#path, ...this.#groups], {
      env: {},
      cwd: "/",
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    });
    child.stdin?.on("error", () => {}); // it was killed; then nobody sweeps after us
    await once(child, "spawn");
    this.#caretaker = child;
    return this.#path;
  }

  /** Control groups that became known after opening are the caller's; the folder is gone when this resolves. */
  async close(): Promise<void> {
    const caretaker = this.#caretaker;
    if (this.#path === undefined) return;
    this.#caretaker = undefined;
    if (caretaker !== undefined && isRunning(caretaker)) {
      const left = once(caretaker, "exit");
      caretaker.stdin?.end();
      await left;
    }
    await rm(this.#path, { recursive: true, force: true });
  }
}

function isRunning({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

/** Folders of workers that were killed together with their caretaker. */
async function sweep(parent: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    const mark = /^(\d+\.[0-9a-z]*)-[A-Za-z0-9]{6}$/.exec(entry)?.[1];
    if (mark !== undefined && hasEnded(mark)) {
      await rm(join(parent, entry), { recursive: true, force: true });
    }
  }
}
