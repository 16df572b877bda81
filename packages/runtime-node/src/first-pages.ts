import { type AppMessage, joinPackets } from "@flotilla/protocol";
import type { SessionHooks } from "@flotilla/sdk/runtime";

/** Sessions of a route whose pages are told one after the other; later ones at most one in `pauseMs`. */
const firstSessions = 4;
const pauseMs = 60_000;
const maxRoutes = 64;
const maxRouteLength = 256;

/**
 * The hook by which sessions tell what their new pages look like: those of a route's first sessions, then one now and
 * then. None if the app does not want its pages to be painted early.
 */
export function firstPages(
  settings: Readonly<Record<string, unknown>>,
  send: (message: AppMessage) => void,
): Pick<SessionHooks, "firstPage"> {
  // The part of an address behind # does not come to a server, which cannot know then what page is asked for.
  if (settings.snapshot === "off" || settings.routeUrlStrategy === "hash") return {};
  const routes = new Map<string, { told: number; at: number }>();
  const isWanted = (route: string): boolean => {
    const now = performance.now();
    const known = routes.get(route);
    if (known === undefined) {
      if (routes.size >= maxRoutes || route.length > maxRouteLength) return false;
      routes.set(route, { told: 1, at: now });
      return true;
    }
    if (known.told >= firstSessions && now - known.at < pauseMs) return false;
    known.told += 1;
    known.at = now;
    return true;
  };
  return {
    firstPage: (route) =>
      isWanted(route)
        ? ({ isPersonal, packets }) =>
            send({ type: "page", route, isPersonal, packets: joinPackets(packets) })
        : undefined,
  };
}
