import { currentScope } from "../../core/scope.ts";
import { View } from "../../generated/core.ts";
import type { Page } from "../../page/page.ts";
import type { Children } from "../children.ts";
import { component } from "../component.ts";
import { useEffect } from "../hooks/use-effect.ts";
import { useMemo } from "../hooks/use-memo.ts";
import { useRef } from "../hooks/use-ref.ts";
import { useState } from "../hooks/use-state.ts";
import { showChain, showView, splitLevels } from "./levels.ts";
import { matchRoutes, type RouteMatch } from "./match-routes.ts";
import type { Route, RouteParams } from "./route.ts";
import {
  LocationContext,
  ParamsContext,
  parseLocation,
  type RouteLocation,
  ViewPathContext,
} from "./router-contexts.ts";

/** Properties of `Router`. */
export interface RouterProps {
  readonly routes: readonly Route[];
  /** Shows that no route matches. */
  readonly notFound?: () => Children;
  /** Shows a stack of views, one for each level of the path, instead of one component; for `page.renderViews`. */
  readonly manageViews?: boolean;
}

/** What handlers need of the last render; rendering makes it again. */
interface Shown {
  chain: readonly RouteMatch[];
  /** Where a modal view goes when it is closed; null if none is shown. */
  closesTo: string | null;
}

/**
 * Shows what the routes say for the page's address, and follows it. `page.pushRoute` and `page.navigate` go to another one.
 */
export const Router = component(
  ({ routes, notFound, manageViews = false }: RouterProps): Children => {
    const page = pageNow();
    const [address, setAddress] = useState(page.route || "/");
    const shown = useMemo((): Shown => ({ chain: [], closesTo: null }), []);
    /** Where the page was before a modal view was shown. */
    const base = useRef<string>();
    useEffect(() => {
      setAddress(page.route || "/"); // a restored session may be at another one by now
      return follow(page, setAddress, manageViews ? () => target(shown) : undefined);
    }, []);
    const location = parseLocation(address);
    const matched = matchRoutes(routes, location.pathname);
    if (matched === undefined) {
      Object.assign(shown, { chain: [], closesTo: null });
      if (notFound === undefined) return null;
      if (!manageViews) return notFound();
      return [View({ route: location.pathname, controls: [notFound()] as never })];
    }
    const isGlobal = manageViews && matched[0]?.route.modal === true;
    const baseLocation = parseLocation(base.current ?? "/");
    const below = isGlobal ? withoutModals(matchRoutes(routes, baseLocation.pathname)) : [];
    const chain = [...below, ...matched];
    const modalAt = isGlobal ? below.length : chain.findIndex(({ route }) => route.modal);
    shown.chain = chain;
    shown.closesTo = modalAt === -1 ? null : pathOf(chain[modalAt - 1]);
    if (modalAt === -1) base.current = address;
    const params = paramsOf(chain);
    const loaded = new Map(
      chain
        .filter(({ route }) => route.loader !== null)
        .map((match) => [match, match.route.loader?.(params)]),
    );
    if (!manageViews) {
      return LocationContext(location, () => ParamsContext(params, () => showChain(chain, loaded)));
    }
    const stacks: [RouteLocation, readonly RouteMatch[]][] =
      modalAt > 0
        ? [
            [baseLocation, chain.slice(0, modalAt)],
            [location, chain.slice(modalAt)],
          ]
        : [[location, chain]];
    return stacks.flatMap(([at, stack]) => {
      const { layouts, views } = splitLevels(stack);
      return views.map((view) => {
        const around = layouts.filter((layout) => stack.indexOf(layout) < stack.indexOf(view));
        const own = paramsOf(chain.slice(0, chain.indexOf(view) + 1));
        return ViewPathContext(pathOf(view), () =>
          LocationContext(at, () => ParamsContext(own, () => showView(around, view, loaded))),
        );
      });
    });
  },
  "Router",
);

function pageNow(): Page {
  const scope = currentScope();
  if (scope === undefined) throw new Error("a Router renders on a page only");
  return scope.session.page;
}

/** Takes the page's handlers over; returns what gives them back. */
function follow(
  page: Page,
  go: (address: string) => void,
  parentAddress: (() => string | null) | undefined,
): () => void {
  const { onRouteChange, onViewPop } = page;
  page.onRouteChange = (event) => go(event.route);
  if (parentAddress !== undefined) {
    page.onViewPop = (event) => {
      if (onViewPop !== null) return onViewPop(event);
      const address = parentAddress();
      if (address !== null) page.navigate(address);
    };
  }
  return () => {
    page.onRouteChange = onRouteChange;
    if (parentAddress !== undefined) page.onViewPop = onViewPop;
  };
}

/** Where the page goes when the view on top is closed. */
function target({ chain, closesTo }: Shown): string | null {
  if (closesTo !== null) return closesTo;
  const { views } = splitLevels(chain);
  return views.length > 1 ? pathOf(views.at(-2)) : null;
}

function withoutModals(chain: readonly RouteMatch[] | undefined): readonly RouteMatch[] {
  return chain?.some(({ route }) => route.modal) === false ? chain : [];
}

function pathOf(match: RouteMatch | undefined): string {
  return match?.resolvedPath || match?.fullPath || "/";
}

function paramsOf(chain: readonly RouteMatch[]): RouteParams {
  return Object.assign({}, ...chain.map(({ params }) => params));
}
