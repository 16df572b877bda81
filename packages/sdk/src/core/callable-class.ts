/** A class that also constructs when it is called without `new`. */
export type CallableClass<C extends abstract new (...args: never[]) => object> = C &
  ((...args: ConstructorParameters<C>) => InstanceType<C>);

/** `ft.Text(…)` and `new ft.Text(…)` alike; `instanceof` and `extends` work on the result. */
export function callableClass<C extends new (...args: never[]) => object>(
  cls: C,
): CallableClass<C> {
  const callable: C = new Proxy(cls, {
    apply: (target, _self, args: never[]) => new target(...args),
    // the plain class as `new.target` keeps lookups on it away from the proxy
    construct: (target, args: never[], newTarget) =>
      newTarget === callable ? new target(...args) : Reflect.construct(target, args, newTarget),
  });
  cls.prototype.constructor = callable;
  return callable as CallableClass<C>;
}
