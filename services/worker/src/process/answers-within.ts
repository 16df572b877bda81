/** Whether it answers in time; false when it has ended, undefined if neither shows. */
export async function answersWithin(
  ms: number,
  answer: Promise<unknown>,
  end: Promise<unknown>,
): Promise<boolean | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), ms);
  const outcomes = [answer.then(() => true), end.then(() => false), late.promise];
  return await Promise.race(outcomes).finally(() => clearTimeout(timer));
}
