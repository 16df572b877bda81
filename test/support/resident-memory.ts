import { readFile } from "node:fs/promises";

const everyMs = 50;

/** Watches how much memory processes hold, where there is /proc. */
export class ResidentMemory implements Disposable {
  readonly #pids: readonly number[];
  readonly #first: readonly number[];
  readonly #most: number[];
  readonly #timer: NodeJS.Timeout;

  private constructor(pids: readonly number[], first: readonly number[]) {
    this.#pids = pids;
    this.#first = first;
    this.#most = [...first];
    this.#timer = setInterval(() => void this.#look(), everyMs);
  }

  static async watch(pids: readonly number[]): Promise<ResidentMemory> {
    return new ResidentMemory(pids, await Promise.all(pids.map(residentMebibytes)));
  }

  /** By how many MiB each has grown at most. */
  get growth(): readonly number[] {
    return this.#most.map((most, n) => Math.round(most - (this.#first[n] ?? 0)));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    for (const [n, pid] of this.#pids.entries())
      this.#most[n] = Math.max(this.#most[n] ?? 0, await residentMebibytes(pid));
  }
}

async function residentMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}
