/** A class that also constructs when it is called without `new`. */
export type CallableClass<C extends abstract new (...args: never[]) => object> = C &
  ((...args: ConstructorParameters<C>) => InstanceType<C>);

/** `ft.Text(…)` and `new ft.Text(…)` alike; `instanceof` and `extends` work on the result. */
export function callableClass<C extends new (...args: never[]) => object>(
  cls: C,
): CallableClass<C> {
  const callable = new Proxy(cls, {
    apply: (target, _self, args: never[]) => Reflect.construct(target, args),
  });
  cls.prototype.constructor = callable;
  return callable as CallableClass<C>;
}
