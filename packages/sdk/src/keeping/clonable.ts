import type { BaseControl } from "../core/base-control.ts";
import type { Value } from "../core/value.ts";
import type { Observable } from "../declarative/observable/observable.ts";

type Primitive = string | number | bigint | boolean | null | undefined;

/** Copied as they are. */
type Whole = Observable | Date | RegExp | Error | ArrayBuffer | ArrayBufferView;

/** Nothing can be kept of these. */
type Unkeepable =
  | ((...args: never[]) => unknown)
  | (abstract new (
      ...args: never[]
    ) => unknown)
  | symbol
  | BaseControl
  | Value
  | PromiseLike<unknown>
  | WeakMap<WeakKey, unknown>
  | WeakSet<WeakKey>
  | WeakRef<WeakKey>;

/** A type with `never` wherever a value of it holds something that cannot be kept, such as a function or a control. */
export type Clonable<T> = unknown extends T
  ? T
  : T extends Primitive
    ? T
    : T extends Unkeepable
      ? never
      : T extends Whole
        ? T
        : T extends ReadonlyMap<infer K, infer V>
          ? ReadonlyMap<Clonable<K>, Clonable<V>>
          : T extends ReadonlySet<infer V>
            ? ReadonlySet<Clonable<V>>
            : { [P in keyof T]: Clonable<T[P]> };
