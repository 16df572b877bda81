/** Holds a control that is made elsewhere: `const name = ft.Ref<ft.TextField>()`, `ft.TextField({ ref: name })`. */
export interface Ref<T> {
  /** The control, null before it was made. */
  current: T | null;
}

interface RefConstructor {
  new <T>(current?: T | null): Ref<T>;
  <T>(current?: T | null): Ref<T>;
}

class RefClass {
  current: unknown;

  constructor(current: unknown = null) {
    this.current = current;
  }
}

/** A place for a control that is made elsewhere. */
export const Ref = new Proxy(RefClass, {
  apply: (target, _self, [current]: [unknown?]) => new target(current),
}) as unknown as RefConstructor;
