/** Takes each step, whatever becomes of the others; rejects afterwards with all that has failed. */
export async function closeAll(name: string, steps: readonly (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${name}: stop failed`);
}
