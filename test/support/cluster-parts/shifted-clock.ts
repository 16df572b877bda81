/** Makes the wall clock of this thread another one, as libfaketime does for a process: timers and steady clocks stay. */
export function shiftClock(offsetMs: () => number): void {
  const Real = Date;
  const now = (): number => Real.now() + offsetMs();
  globalThis.Date = new Proxy(Real, {
    construct: (_target, args: unknown[], newTarget) =>
      Reflect.construct(Real, args.length === 0 ? [now()] : args, newTarget),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name, target)),
  });
}
