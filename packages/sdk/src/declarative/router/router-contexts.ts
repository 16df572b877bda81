import type { Control } from "../../generated/base.ts";
import type { Children } from "../children.ts";
import { createContext, useContext } from "../context.ts";
import { normalizePath } from "./match-routes.ts";
import type { RouteParams } from "./route.ts";

/** Where the page is. */
export interface RouteLocation {
  readonly pathname: string;
  /** What is between `?` and `#`. */
  readonly search: string;
  /** What is behind `#`. */
  readonly hash: string;
}

export const LocationContext = createContext<RouteLocation | null>(null);
export const ParamsContext = createContext<RouteParams>({});
export const OutletContext = createContext<Children>(null);
export const LoaderDataContext = createContext<unknown>(null);
export const ViewPathContext = createContext("");

/** The dynamic segments of all routes that match now; empty outside of a `Router`. */
export function useRouteParams(): RouteParams {
  return useContext(ParamsContext);
}

/** The path of the current address; empty outside of a `Router`. */
export function useRouteLocation(): string {
  return useContext(LocationContext)?.pathname ?? "";
}

/** With `manageViews`, the address of the view that the component is in: the `route` of its `View`. */
export function useViewPath(): string {
  return useContext(ViewPathContext);
}

/** In a layout: what the matching child shows; null if there is none. */
export function useRouteOutlet(): Control | null {
  return useContext(OutletContext) as Control | null;
}

/** What the route's `loader` returned; null if it has none. */
export function useRouteLoaderData<T = unknown>(): T | null {
  return useContext(LoaderDataContext) as T | null;
}

/** Whether the current address is the path or, unless `exact`, below it; a hook, like the others. */
export function isRouteActive(path: string, exact = false): boolean {
  const pathname = useContext(LocationContext)?.pathname;
  if (pathname === undefined) return false;
  const wanted = normalizePath(path);
  if (exact || wanted === "/") return pathname === wanted;
  return pathname === wanted || pathname.startsWith(`${wanted}/`);
}

/** Splits an address into its parts. */
export function parseLocation(address: string): RouteLocation {
  const [beforeHash = "", ...hash] = address.split("#");
  const [path = "", ...search] = beforeHash.split("?");
  return { pathname: normalizePath(path), search: search.join("?"), hash: hash.join("#") };
}
