/** What one app process may take. */
export interface ProcessLimits {
  readonly memoryBytes: number;
  /** Processor cores, such as 0.5 or 2. */
  readonly cpus: number;
  readonly processes: number;
  readonly openFiles: number;
  readonly fileBytes: number;
  readonly scratchBytes: number;
  /** Threads of the app's own (`page.runThread`); 0 also forbids them. */
  readonly threads: number;
}

/** The limits of an app that asks for nothing else. */
export const defaultLimits: ProcessLimits = {
  memoryBytes: 512 * 2 ** 20,
  cpus: 1,
  processes: 64,
  openFiles: 256,
  // An upload of the default limit fits; what lies in a jail's scratch folder counts as memory.
  fileBytes: 256 * 2 ** 20,
  scratchBytes: 256 * 2 ** 20,
  threads: 2,
};

/** Room of V8's old space: the rest of the memory is for buffers, young space and code. */
export function heapMegabytes(limits: ProcessLimits): number {
  return Math.max(32, Math.floor((limits.memoryBytes / 2 ** 20) * 0.75));
}
