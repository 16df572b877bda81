import { currentScope } from "../../core/scope.ts";
import { isCollection, rawKey, rawOf, wrap } from "./collections.ts";
import { type Listener, Watchable, watchableKey } from "./watchable.ts";

/**
 * Base of classes whose objects tell when a field changes: components that read one, or have one as property, state or
 * context, render again. Arrays, maps, sets and plain objects in fields are followed, too. Fields that begin with `_` and
 * private ones are not.
 */
export class Observable {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: fields of subclasses must land behind the traps
    return observed(this);
  }

  /** Calls a function after each change; returns what ends it. */
  subscribe(listener: Listener): () => void {
    return watchableIn(this).listen(listener);
  }

  /** Tells of a change that no field shows. */
  notify(): void {
    watchableIn(this).changed(null);
  }
}

type Class = abstract new (...args: never[]) => object;

/** Classes whose objects can be made again from what was kept of them; like tables of controls, part of the program. */
const named = new Map<string, Class>();

/**
 * Makes a class observable, also as a decorator. Classes with private fields (`#x`) extend `Observable` instead; given to this
 * function, too, their objects come back with their class when a session is restored.
 */
export function observable<C extends Class>(cls: C, _context?: ClassDecoratorContext): C {
  if (cls.prototype instanceof Observable) {
    named.set(cls.name, cls);
    return cls;
  }
  const Base = cls as unknown as new (...args: unknown[]) => object;
  const made = {
    [cls.name]: class extends Base {
      constructor(...args: unknown[]) {
        super(...args);
        // biome-ignore lint/correctness/noConstructorReturn: the object that authors get has the traps
        return observed(this);
      }
    },
  }[cls.name];
  for (const name of ["subscribe", "notify"] as const) {
    const { value } = Object.getOwnPropertyDescriptor(Observable.prototype, name) ?? {};
    Object.defineProperty(made?.prototype, name, { value, configurable: true, writable: true });
  }
  named.set(cls.name, made as unknown as Class);
  return made as unknown as C;
}

/** What an observable's fields hold, collections as they are underneath; undefined for any other value. */
export function contentOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(watchableKey in value)) return undefined;
  const raw: unknown = Reflect.get(value, rawKey);
  if (isCollection(raw)) return undefined;
  return Object.fromEntries(
    Object.entries(raw as object).filter(([name]) => !name.startsWith("_")),
  );
}

/** An observable without content, of the named class if that was given to `observable`. */
export function reviveObservable(className: string): object {
  const cls = named.get(className);
  return cls === undefined ? new Observable() : observed(Object.create(cls.prototype) as object);
}

/** Sets the fields of an observable. */
export function fill(target: unknown, content: unknown): void {
  if (contentOf(target) === undefined || typeof content !== "object" || content === null) return;
  for (const [name, value] of Object.entries(content)) Reflect.set(target as object, name, value);
}

function watchableIn(value: object): Watchable {
  return (value as { [watchableKey]: Watchable })[watchableKey];
}

function observed<T extends object>(raw: T): T {
  const watchable = new Watchable(() => proxy);
  const proxy: T = new Proxy(raw, {
    has: (target, name) => name === watchableKey || Reflect.has(target, name),
    get(target, name, receiver) {
      if (name === watchableKey) return watchable;
      if (name === rawKey) return target;
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof name === "symbol" || name.startsWith("_") || typeof value === "function") {
        return value;
      }
      currentScope()?.session.components.current?.watch(watchable);
      return wrap(value, watchable, name);
    },
    defineProperty(target, name, descriptor) {
      const had = Object.hasOwn(target, name);
      const before: unknown = Reflect.get(target, name);
      const next =
        "value" in descriptor ? { ...descriptor, value: rawOf(descriptor.value) } : descriptor;
      const isDone = Reflect.defineProperty(target, name, next);
      if (isDone && isFollowed(name) && (!had || !Object.is(before, next.value))) {
        watchable.changed(name);
      }
      return isDone;
    },
    deleteProperty(target, name) {
      const had = Object.hasOwn(target, name);
      const isDone = Reflect.deleteProperty(target, name);
      if (isDone && had && isFollowed(name)) watchable.changed(name);
      return isDone;
    },
  });
  return proxy;
}

function isFollowed(name: string | symbol): name is string {
  return typeof name === "string" && !name.startsWith("_");
}
