import type { Children } from "../children.ts";

/** What the dynamic segments of a path stand for; null for an optional one that is missing. */
export type RouteParams = Readonly<Record<string, string | null>>;

/** Properties of a route. */
export interface RouteProps {
  /**
   * The path below that of the parent, with dynamic segments such as `:id`, `:id?`, `:rest*` or `:id(\\d+)`. A route without
   * one groups its children, perhaps in a layout.
   */
  readonly path?: string | null;
  /** Matches when the path of the parent matches exactly; such a route has neither path nor children. */
  readonly index?: boolean;
  /** What is shown; with children a layout, which places the matching child with `useRouteOutlet`. */
  readonly component?: (() => Children) | null;
  readonly children?: readonly Route[] | null;
  /** Loads what the component gets from `useRouteLoaderData`. */
  readonly loader?: ((params: RouteParams) => unknown) | null;
  /** With `manageViews`: a layout in the view of its child, instead of a view of its own. */
  readonly outlet?: boolean;
  /** With `manageViews`: a view on top of the others; at the top level, on top of what was shown before. */
  readonly modal?: boolean;
  /** The route may match itself as its own child, a segment at a time. */
  readonly recursive?: boolean;
}

class RouteClass {
  readonly path: string | null;
  readonly index: boolean;
  readonly component: (() => Children) | null;
  readonly children: readonly Route[];
  readonly loader: ((params: RouteParams) => unknown) | null;
  readonly outlet: boolean;
  readonly modal: boolean;
  readonly recursive: boolean;

  constructor(props: RouteProps) {
    this.path = props.path ?? null;
    this.index = props.index ?? false;
    this.component = props.component ?? null;
    this.children = props.children ?? [];
    this.loader = props.loader ?? null;
    this.outlet = props.outlet ?? false;
    this.modal = props.modal ?? false;
    this.recursive = props.recursive ?? false;
  }
}

export type Route = RouteClass;

/** One route of a `Router`, and those below it. */
export const Route = new Proxy(RouteClass, {
  apply: (target, _self, args: [RouteProps]) => new target(...args),
}) as typeof RouteClass & ((props: RouteProps) => Route);
