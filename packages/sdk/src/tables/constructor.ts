declare const properties: unique symbol;

/**
 * A class of the SDK as authors see it: constructs with and without `new`, can be extended. `P` are its named
 * properties, `A` its arguments: by position, then the named properties as one object.
 */
export interface Constructor<I, P, A extends readonly unknown[]> {
  new (...args: A): I;
  (...args: A): I;
  readonly prototype: I;
  /** Only for types: the named properties, for instance for JSX. */
  readonly [properties]?: P;
}

/** A base class of the SDK: for `extends` and `instanceof`. */
export interface AbstractConstructor<I, P> {
  new (props?: P): I;
  readonly prototype: I;
  /** Only for types: the named properties. */
  readonly [properties]?: P;
}

/** The named properties of a class. */
export type PropertiesOf<T> = T extends { readonly [properties]?: infer P }
  ? NonNullable<P>
  : never;
