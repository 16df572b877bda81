/** Asks again until there is an answer. */
export async function eventually<T>(probe: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error("expected it to hold by now");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
