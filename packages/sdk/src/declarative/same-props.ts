/** Whether two lists hold the same values, objects by identity. */
export function sameItems(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((item, i) => Object.is(item, after[i]));
}

/** Whether two property objects hold the same values, objects by identity. */
export function sameProps(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): boolean {
  const names = Object.keys(before);
  return (
    names.length === Object.keys(after).length &&
    names.every((name) => Object.hasOwn(after, name) && Object.is(before[name], after[name]))
  );
}
