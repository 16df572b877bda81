import { isPlainObject, isTracked } from "../../core/same-value.ts";
import { currentScope } from "../../core/scope.ts";
import { type Watchable, watchableKey } from "./watchable.ts";

/** Reaches the object behind a wrapper. */
export const rawKey: unique symbol = Symbol("flotilla.raw");

/** The object behind a wrapped collection; anything else, an observable too, is itself. */
export function rawOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(watchableKey in value)) return value;
  const raw: unknown = Reflect.get(value, rawKey);
  return raw !== undefined && isCollection(raw) ? raw : value;
}

/** Whether changes inside of a value are followed for the observable that holds it. */
export function isCollection(value: unknown): value is object {
  return (
    Array.isArray(value) || value instanceof Map || value instanceof Set || isPlainObject(value)
  );
}

const wrappersKey: unique symbol = Symbol("flotilla.wrappers");

interface Owner {
  [wrappersKey]?: WeakMap<object, object>;
}

/** A collection in a field, so that its changes are told; any other value is itself. */
export function wrap(value: unknown, owner: Watchable, field: string): unknown {
  if (!isCollection(value) || isTracked(value) || watchableKey in value) return value;
  const holder = owner as Owner;
  holder[wrappersKey] ??= new WeakMap();
  const known = holder[wrappersKey].get(value);
  if (known !== undefined) return known;
  const handler =
    value instanceof Map || value instanceof Set
      ? keyedHandler(owner, field)
      : plainHandler(owner, field);
  const wrapper = new Proxy(value, handler as ProxyHandler<object>);
  holder[wrappersKey].set(value, wrapper);
  return wrapper;
}

function isOwn(name: string | symbol): boolean {
  return name === watchableKey || name === rawKey;
}

function own(name: string | symbol, target: object, owner: Watchable): unknown {
  return name === watchableKey ? owner : target;
}

function read(owner: Watchable): void {
  currentScope()?.session.components.current?.watch(owner);
}

const searches: ReadonlySet<string | symbol> = new Set(["includes", "indexOf", "lastIndexOf"]);

/** Arrays and plain objects: what is stored is what is underneath, what is read is wrapped. */
function plainHandler(owner: Watchable, field: string): ProxyHandler<object> {
  return {
    has: (target, name) => isOwn(name) || Reflect.has(target, name),
    get(target, name, receiver) {
      if (isOwn(name)) return own(name, target, owner);
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function") {
        read(owner);
        return wrap(value, owner, field);
      }
      if (!Array.isArray(target) || !searches.has(name)) return value;
      return (...args: unknown[]) => {
        read(owner);
        return Reflect.apply(value, target, args.map(rawOf));
      };
    },
    ownKeys(target) {
      read(owner);
      return Reflect.ownKeys(target);
    },
    defineProperty(target, name, descriptor) {
      const had = Object.hasOwn(target, name);
      const before: unknown = Reflect.get(target, name);
      const next =
        "value" in descriptor ? { ...descriptor, value: rawOf(descriptor.value) } : descriptor;
      const isDone = Reflect.defineProperty(target, name, next);
      if (isDone && (!had || !Object.is(before, next.value))) owner.changed(field);
      return isDone;
    },
    deleteProperty(target, name) {
      const had = Object.hasOwn(target, name);
      const isDone = Reflect.deleteProperty(target, name);
      if (isDone && had) owner.changed(field);
      return isDone;
    },
  };
}

type Keyed = Map<unknown, unknown> | Set<unknown>;

/** Maps and sets keep their content in internal slots, so their methods run on what is underneath. */
function keyedHandler(owner: Watchable, field: string): ProxyHandler<Keyed> {
  return {
    has: (target, name) => isOwn(name) || Reflect.has(target, name),
    get(target, name) {
      if (isOwn(name)) return own(name, target, owner);
      if (isChange(name)) {
        return (...args: unknown[]) => {
          const key = rawOf(args[0]);
          const size = target.size;
          const before: unknown = target instanceof Map ? target.get(key) : undefined;
          const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
          const result: unknown = Reflect.apply(method, target, args.map(rawOf));
          const after: unknown = target instanceof Map ? target.get(key) : undefined;
          if (size !== target.size || !Object.is(before, after)) owner.changed(field);
          return result === target ? wrap(target, owner, field) : result;
        };
      }
      read(owner);
      if (name === "size") return target.size;
      const wrapped = (value: unknown) => wrap(value, owner, field);
      if (name === "forEach") {
        return (visit: (value: unknown, key: unknown, all: unknown) => void) => {
          target.forEach((value, key) => void visit(wrapped(value), wrapped(key), wrapped(target)));
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, args.map(rawOf));
        return isIterator(result) ? iterate(result, wrapped) : wrapped(result);
      };
    },
  };
}

function isChange(name: string | symbol): name is "set" | "add" | "delete" | "clear" {
  return name === "set" || name === "add" || name === "delete" || name === "clear";
}

function isIterator(value: unknown): value is IterableIterator<unknown> {
  return typeof value === "object" && value !== null && "next" in value && Symbol.iterator in value;
}

function* iterate(
  items: Iterable<unknown>,
  wrapped: (value: unknown) => unknown,
): Generator<unknown> {
  for (const item of items) yield Array.isArray(item) ? item.map(wrapped) : wrapped(item);
}
