import type { Children } from "../children.ts";
import type { RouteMatch } from "./match-routes.ts";
import { LoaderDataContext, OutletContext } from "./router-contexts.ts";

/** What the loaders of matched routes returned. */
export type LoadedData = ReadonlyMap<RouteMatch, unknown>;

/** A chain of matched routes as one element: each level with a component shows the next one in its outlet. */
export function showChain(chain: readonly RouteMatch[], loaded: LoadedData): Children {
  const at = chain.findIndex(({ route }) => route.component !== null);
  const match = chain[at];
  if (match === undefined) return null;
  const below = showChain(chain.slice(at + 1), loaded);
  return below === null ? show(match, loaded) : OutletContext(below, () => show(match, loaded));
}

/** Sorts the levels of a chain: layouts that stay inside of views, and those that are views of their own. */
export function splitLevels(chain: readonly RouteMatch[]): {
  readonly layouts: readonly RouteMatch[];
  readonly views: readonly RouteMatch[];
} {
  const shown = chain.filter(({ route }) => route.component !== null);
  const isLayout = (match: RouteMatch) => match.route.outlet && match !== chain.at(-1);
  return {
    layouts: shown.filter(isLayout),
    views: shown.filter((match) => !isLayout(match)),
  };
}

/** One view: the level in the outlets of the layouts around it, the outermost of which comes first. */
export function showView(
  layouts: readonly RouteMatch[],
  view: RouteMatch,
  loaded: LoadedData,
): Children {
  return layouts.reduceRight<Children>(
    (inner, layout) => OutletContext(inner, () => show(layout, loaded)),
    show(view, loaded),
  );
}

function show(match: RouteMatch, loaded: LoadedData): Children {
  const component = match.route.component ?? (() => null);
  const data = loaded.get(match) ?? null;
  return data === null ? component() : LoaderDataContext(data, component);
}
