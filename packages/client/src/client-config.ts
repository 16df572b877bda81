import { textOf } from "./values/scalars.ts";

/** What the host's page tells the client about the app. */
export interface ClientConfig {
  readonly team: string;
  readonly app: string;
  /** Path of the WebSocket endpoint on the page's origin. */
  readonly ws: string;
  readonly routeUrlStrategy: "path" | "hash";
  readonly title: string;
}

/** Reads the configuration from the page's inert script element. */
export function readConfig(page: Document): ClientConfig {
  const text = page.getElementById("flotilla-config")?.textContent ?? "{}";
  const config = JSON.parse(text) as Record<string, unknown>;
  return {
    team: textOf(config.team) ?? "",
    app: textOf(config.app) ?? "",
    ws: textOf(config.ws) ?? "ws",
    routeUrlStrategy: config.routeUrlStrategy === "hash" ? "hash" : "path",
    title: textOf(config.title) ?? page.title,
  };
}
