import { isStoreAway } from "../is-store-away.ts";

/** What a command was for: seats, nodes, sessions, sign-ins, messages. */
export type StoreOp = "route" | "lease" | "presence" | "nonce" | "queue";

/** Why a command was not carried out. */
export type StoreErrorKind = "timeout" | "readonly" | "oom" | "connection" | "other";

/** Which of a store's connections. */
export type ConnectionRole = "commands" | "subscriptions";

/** Is told how Redis answers. */
export interface StoreObserver {
  /** A step has been carried out, or has failed. */
  command(op: StoreOp, seconds: number, error?: StoreErrorKind): void;
  /** A connection takes commands, or has ended. */
  state(role: ConnectionRole, isUp: boolean): void;
}

/** Why Redis did not do what it was asked, as far as its error says. */
function errorKindOf(error: unknown): StoreErrorKind {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = cause instanceof Error ? `${cause.name} ${cause.message}` : String(cause);
  if (/timed out|ETIMEDOUT/i.test(text)) return "timeout";
  if (/READONLY|MISCONF|NOREPLICAS/.test(text)) return "readonly";
  if (/\bOOM\b/.test(text)) return "oom";
  if (/ECONN|EPIPE|closed|MaxRetries|LOADING|CLUSTERDOWN|ENOTFOUND|EHOST/i.test(text))
    return "connection";
  return "other";
}

/** The same port, each of whose steps is measured. */
export function observed<T extends object>(
  port: T,
  op: StoreOp,
  observer: StoreObserver | undefined,
): T {
  if (observer === undefined) return port;
  const measured = new Map<PropertyKey, unknown>();
  return new Proxy(port, {
    get(target, name) {
      const known = measured.get(name);
      if (known !== undefined) return known;
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      const run = (...args: unknown[]): unknown => {
        const began = performance.now();
        const result: unknown = Reflect.apply(value, target, args);
        if (!(result instanceof Promise)) return result;
        const told = (error?: unknown): void => {
          const seconds = (performance.now() - began) / 1_000;
          const isFailure = isStoreAway(error); // other errors are answers of a store that works
          if (isFailure) observer.command(op, seconds, errorKindOf(error));
          else observer.command(op, seconds);
        };
        result.then(() => told(), told);
        return result;
      };
      measured.set(name, run);
      return run;
    },
  });
}
