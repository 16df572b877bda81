import type { Nodes } from "@flotilla/store";

const lookMs = 1_000;
/** Times that a worker may be missing: a store that has lost its memory is told again within seconds. */
const maxMisses = 3;

/**
 * Asks a worker for something that may take long. The signal is aborted when the worker has no lease any more: a machine that
 * has fallen silent refuses nothing, and would be waited for to the end. A store that is away says nothing of its workers.
 */
export async function whileLeased<T>(
  nodes: Pick<Nodes, "list">,
  workerId: string,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const silent = new AbortController();
  let misses = 0;
  const look = async (): Promise<void> => {
    const listed = await nodes.list("worker");
    misses = listed.some(({ id }) => id === workerId) ? 0 : misses + 1;
    if (misses === maxMisses) silent.abort(new Error("the worker's lease has ended"));
  };
  const timer = setInterval(() => void look().catch(() => {}), lookMs);
  try {
    return await ask(silent.signal);
  } finally {
    clearInterval(timer);
  }
}
