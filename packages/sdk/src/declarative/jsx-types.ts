import type { KeyValue } from "../generated/aliases.ts";
import type { PropertiesOf } from "../tables/constructor.ts";
import type { Children } from "./children.ts";

/** The named properties of a class with its children, which are its `controls` or its `content`. */
type WithChildren<P> = P & { readonly children?: Children };

/** What the compiler needs to know of tags. */
export declare namespace JSX {
  /** A control, a list of them or a component: it fits wherever one of them does. */
  type Element = never;
  type ElementType =
    | ((props: never) => unknown)
    | (abstract new (
        ...args: never[]
      ) => object)
    | symbol;
  interface ElementChildrenAttribute {
    children: unknown;
  }
  interface IntrinsicAttributes {
    readonly key?: KeyValue | null | undefined;
  }
  // biome-ignore lint/complexity/noBannedTypes: there are no tags in lower case
  type IntrinsicElements = {};
  type LibraryManagedAttributes<Tag, Props> = [PropertiesOf<Tag>] extends [never]
    ? Props
    : WithChildren<PropertiesOf<Tag>>;
}
