/** Calls at once, then at most once in each pause: what goes wrong again and again is told now and then. */
export function nowAndThen<About extends readonly unknown[]>(
  pauseMs: number,
  tell: (...about: About) => void,
  now: () => number = () => performance.now(),
): (...about: About) => void {
  let quietUntil = Number.NEGATIVE_INFINITY;
  return (...about) => {
    const at = now();
    if (at < quietUntil) return;
    quietUntil = at + pauseMs;
    tell(...about);
  };
}
