import { compilePath } from "../../routing/path-pattern.ts";
import type { Route, RouteParams } from "./route.ts";

/** One level of the routes that a path matches. */
export interface RouteMatch {
  readonly route: Route;
  readonly params: RouteParams;
  /** The path of this level as the routes write it. */
  readonly fullPath: string;
  /** The same as it is in the address. */
  readonly resolvedPath: string;
}

interface Found {
  readonly params: RouteParams;
  readonly text: string;
}

/** The chain of routes that a path matches, outermost first; undefined if there is none. */
export function matchRoutes(
  routes: readonly Route[],
  pathname: string,
  parentPath = "",
): readonly RouteMatch[] | undefined {
  for (const route of routes) {
    const chain = matchRoute(route, pathname, parentPath);
    if (chain !== undefined) return chain;
  }
  return undefined;
}

/** A path with a slash at its beginning and none at its end. */
export function normalizePath(path: string): string {
  const absolute = path.startsWith("/") ? path : `/${path}`;
  return absolute === "/" ? absolute : absolute.replace(/\/+$/, "") || "/";
}

function matchRoute(
  route: Route,
  pathname: string,
  parentPath: string,
): readonly RouteMatch[] | undefined {
  if (route.index) {
    const fullPath = parentPath === "" ? "/" : normalizePath(parentPath);
    return only(route, fullPath, find(fullPath, pathname, true));
  }
  const fullPath = joinPaths(parentPath, route.path ?? "") || "/";
  if (route.recursive) return matchRecursive(route, pathname, fullPath);
  if (route.children.length > 0) return matchParent(route, pathname, fullPath);
  return only(route, fullPath, find(fullPath, pathname, true));
}

/** Takes one segment after the other; children that are more special come first at each of them. */
function matchRecursive(
  route: Route,
  pathname: string,
  fullPath: string,
): readonly RouteMatch[] | undefined {
  const found = find(fullPath, pathname, false);
  if (found === undefined) return undefined;
  const head = matchOf(route, fullPath, found);
  const rest = pathname.slice(found.text.length);
  if (rest === "" || rest === "/") return [head];
  if (found.text === "") return undefined; // it would never end
  const others = route.children.filter((child) => child !== route);
  const below =
    matchRoutes(others, pathname, found.text) ?? matchRoute(route, pathname, found.text);
  return below === undefined ? undefined : [head, ...below];
}

function matchParent(
  route: Route,
  pathname: string,
  fullPath: string,
): readonly RouteMatch[] | undefined {
  const hasPath = route.path !== null && route.path !== "";
  const found = hasPath ? find(fullPath, pathname, false) : { params: {}, text: fullPath };
  if (found === undefined) return undefined;
  const below = matchRoutes(route.children, pathname, fullPath);
  if (below !== undefined) return [matchOf(route, fullPath, found), ...below];
  return route.component === null
    ? undefined
    : only(route, fullPath, find(fullPath, pathname, true));
}

function find(template: string, pathname: string, isWhole: boolean): Found | undefined {
  const { pattern, names } = compilePath(template, isWhole);
  const match = pattern.exec(pathname);
  if (match === null) return undefined;
  const params = names
    .map((name, i): [string, string | null] => [name, match[i + 1] ?? null])
    .filter(([name]) => /[a-zA-Z]/.test(name));
  return { params: Object.fromEntries(params), text: match[0] };
}

function only(
  route: Route,
  fullPath: string,
  found: Found | undefined,
): readonly RouteMatch[] | undefined {
  return found === undefined ? undefined : [matchOf(route, fullPath, found)];
}

function matchOf(route: Route, fullPath: string, { params, text }: Found): RouteMatch {
  return { route, params, fullPath, resolvedPath: text };
}

function joinPaths(parent: string, child: string): string {
  if (child === "") return parent;
  return `${parent.replace(/\/+$/, "")}${child.startsWith("/") ? "" : "/"}${child}`;
}
