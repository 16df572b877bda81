const firstPauseMs = 500;
const longestPauseMs = 30_000;

/** Loads code of the client; if it does not come it is tried again after growing pauses, at once when online again. */
export async function loadChunk<T>(
  load: () => Promise<T>,
  tries = Number.POSITIVE_INFINITY,
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await load();
    } catch (error) {
      if (failures >= tries) throw error;
      await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)));
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      removeEventListener("online", wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    addEventListener("online", wake);
  });
}
