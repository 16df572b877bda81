const lanes = 64;

/** Carries a step out for each item, some at a time; the results in order. */
export async function inLanes<T, R>(
  items: readonly T[],
  step: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await step(items[at] as T);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
