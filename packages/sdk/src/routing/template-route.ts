import { compilePath } from "./path-pattern.ts";

/**
 * Compares a route with templates such as `/users/:id`, `/files/:path*`, `/page/:n(\\d+)?` or `/docs/*`. The parameters
 * of the last match are in `params`; unnamed ones count from 0.
 */
class TemplateRouteClass {
  readonly route: string;
  /** What the parts of the matched template stand for; empty after a failed match. */
  params: Readonly<Record<string, string | null>> = {};

  constructor(route: string) {
    this.route = route;
  }

  /** Whether the route fits the template; a slash at its end does not matter. */
  match(template: string): boolean {
    const { pattern, names } = compilePath(template);
    const match = pattern.exec(this.route);
    this.params = {};
    if (match === null) return false;
    this.params = Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? null]));
    return true;
  }
}

export type TemplateRoute = TemplateRouteClass;

/** A route to be compared with templates: `ft.TemplateRoute(page.route)`. */
export const TemplateRoute = new Proxy(TemplateRouteClass, {
  apply: (target, _self, args: [string]) => new target(...args),
}) as typeof TemplateRouteClass & ((route: string) => TemplateRoute);
