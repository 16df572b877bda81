import type { Sessions, Store } from "@flotilla/store";

/** A store to one of whose steps of sessions something happens before it is taken, or after. */
export function aroundStep(
  real: Store,
  step: keyof Sessions,
  happen: { readonly before?: () => Promise<void>; readonly after?: () => Promise<void> },
): Store {
  const sessions: Sessions = new Proxy(real.sessions, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name !== step) return value.bind(target);
      return async (...args: readonly unknown[]) => {
        await happen.before?.();
        const outcome: unknown = await Reflect.apply(value, target, args);
        await happen.after?.();
        return outcome;
      };
    },
  });
  return new Proxy(real, {
    get: (target, name) => (name === "sessions" ? sessions : Reflect.get(target, name, target)),
  });
}
