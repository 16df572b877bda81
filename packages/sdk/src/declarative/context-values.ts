/** Values of contexts at one place of a render, by context. */
export type ContextValues = ReadonlyMap<object, unknown>;

/** Nothing is provided. */
export const noContexts: ContextValues = new Map();

/** Whether two places have the same values for all contexts. */
export function sameContexts(before: ContextValues, after: ContextValues): boolean {
  if (before === after) return true;
  if (before.size !== after.size) return false;
  for (const [context, value] of after) {
    if (!before.has(context) || !Object.is(before.get(context), value)) return false;
  }
  return true;
}
