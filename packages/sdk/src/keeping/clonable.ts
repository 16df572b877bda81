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

/** How deep types are looked into; what is deeper is checked at run time only. */
type Deep = [0, 0, 0, 0, 0];

/** A type with `never` wherever a value of it holds something that cannot be kept, such as a function or a control. */
export type Clonable<T, Level extends 0[] = []> = unknown extends T
  ? T
  : Level extends Deep
    ? T
    : T extends Primitive
      ? T
      : T extends ReadonlyMap<infer K, infer V>
        ? ReadonlyMap<Clonable<K, [...Level, 0]>, Clonable<V, [...Level, 0]>>
        : T extends ReadonlySet<infer V>
          ? ReadonlySet<Clonable<V, [...Level, 0]>>
          : T extends Unkeepable
            ? never
            : T extends Whole
              ? T
              : { [P in keyof T]: Clonable<T[P], [...Level, 0]> };
