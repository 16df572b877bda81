import { createHash } from "node:crypto";
import type { Snapshot } from "../snapshot/snapshots.ts";
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
  /** Files of its chunks by their source names. */
  readonly preload: Readonly<Record<string, readonly string[]>>;
}

/** What is seen until the client draws. */
export interface ShownFirst {
  /** The app's page; without it, the app's title. */
  readonly snapshot: Snapshot | undefined;
  /** The browser has nothing of ours yet. */
  readonly isFirstVisit: boolean;
}

/** A shell and what its policy has to allow. */
export interface ShellPage {
  readonly html: string;
  /** Hashes of its style elements. */
  readonly styleHashes: readonly string[];
}

/** Where the client's files are served. */
export const clientPath = "/assets/client/";

/**
 * The page that loads our client for an app, and what is seen until the client draws: a snapshot of the app's page, or the
 * app's name. Nothing that is to be fetched stands before it, so it is painted with the page's first bytes; the client
 * takes it away (`replace-snapshot.ts`).
 */
export function shellPage(
  shell: ShellApp,
  client: ShellClient,
  { snapshot, isFirstVisit }: ShownFirst,
): ShellPage {
  const base = `/${shell.team}/${shell.app}/`;
  const config = {
    team: shell.team,
    app: shell.app,
    ws: `${base}ws`,
    routeUrlStrategy: shell.routeUrlStrategy,
    title: shell.title,
  };
  const title = escapeHtml(shell.title);
  const styles = [shellStyle, snapshot === undefined ? waitingStyle : snapshot.css];
  // The font would take its share of the network from the client's script; it comes when the client draws.
  const first = isFirstVisit ? styles.map((css) => css.replaceAll("Roboto,", "")) : styles;
  const html = [
    '<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(snapshot?.title || shell.title)}</title>`,
    `<base href="${escapeHtml(base)}"><link rel="icon" href="data:,">`,
    `<script type="module" src="${clientPath}${escapeHtml(client.entry)}"></script>`,
    ...chunkFiles(client, snapshot).map(
      (file) => `<link rel="modulepreload" href="${clientPath}${escapeHtml(file)}">`,
    ),
    ...first.map((css) => `<style>${css}</style>`),
    "</head><body>",
    snapshot?.html ?? `<div id="flotilla-snapshot" aria-busy="true"><p>${title}</p><i></i></div>`,
    `<div id="flotilla"></div><noscript>${title} needs JavaScript.</noscript>`,
    `<script type="application/json" id="flotilla-config">${jsonForScript(config)}</script>`,
    `<link rel="stylesheet" href="${clientPath}${escapeHtml(client.css)}"></body></html>\n`,
  ];
  return { html: html.join(""), styleHashes: first.map((css) => hashOf(css)) };
}

/** Files of the controls on the snapshot: the client will need them at once. */
function chunkFiles(client: ShellClient, snapshot: Snapshot | undefined): readonly string[] {
  return [...new Set(snapshot?.chunks.flatMap((chunk) => client.preload[chunk] ?? []))];
}

function hashOf(css: string): string {
  return createHash("sha256").update(css).digest("base64");
}

/** The surface of the default theme, so that nothing flashes, and a place for who has no JavaScript. */
const shellStyle =
  "html{color-scheme:light dark;background:light-dark(#f8f9ff,#111418)}body{margin:0}" +
  "noscript{position:fixed;inset:auto 0 0;z-index:2;padding:16px;text-align:center;" +
  "font:14px/20px system-ui,sans-serif;color:#fff;background:#2e3135}";

const waitingStyle =
  "#flotilla-snapshot{position:fixed;inset:0;z-index:1;display:flex;flex-direction:column;gap:16px;" +
  "align-items:center;justify-content:center;font:16px/24px Roboto,system-ui,sans-serif;" +
  "color:light-dark(#43474e,#c3c7cf);background:light-dark(#f8f9ff,#111418)}" +
  "#flotilla-snapshot p{margin:0;padding-inline:16px;text-align:center;overflow-wrap:anywhere}" +
  "#flotilla-snapshot i{box-sizing:border-box;inline-size:24px;block-size:24px;border:2px solid;" +
  "border-block-start-color:transparent;border-radius:50%;animation:fl-wait 1s linear infinite}" +
  "@keyframes fl-wait{to{rotate:1turn}}" +
  "@media(prefers-reduced-motion:reduce){#flotilla-snapshot i{animation:none}}";
