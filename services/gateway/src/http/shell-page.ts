import { escapeHtml, jsonForScript } from "./html.ts";

/** What a shell says about its app. */
export interface ShellApp {
  readonly team: string;
  readonly app: string;
  readonly title: string;
  readonly routeUrlStrategy: "path" | "hash";
}

/** Which files make the web client. */
export interface ShellClient {
  readonly entry: string;
  readonly css: string;
}

/** The page that loads our client for an app; the same for all of the app's client-side routes. */
export function shellPage(shell: ShellApp, client: ShellClient): string {
  const base = `/${shell.team}/${shell.app}/`;
  const config = {
    team: shell.team,
    app: shell.app,
    ws: `${base}ws`,
    routeUrlStrategy: shell.routeUrlStrategy,
    title: shell.title,
  };
  const title = escapeHtml(shell.title);
  return [
    '<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${title}</title><base href="${escapeHtml(base)}"><link rel="icon" href="data:,">`,
    `<link rel="stylesheet" href="/assets/client/${escapeHtml(client.css)}">`,
    `<script type="module" src="/assets/client/${escapeHtml(client.entry)}"></script>`,
    '</head><body><div id="flotilla"></div>',
    `<script type="application/json" id="flotilla-config">${jsonForScript(config)}</script>`,
    `<noscript>${title} needs JavaScript.</noscript></body></html>\n`,
  ].join("");
}
