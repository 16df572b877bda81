import { createHash } from "node:crypto";
import { escapeHtml } from "./html.ts";

/** An app as the list of apps shows it. */
export interface AppLink {
  readonly team: string;
  readonly app: string;
  readonly title: string;
}

/** The one stylesheet of pages without our client. */
export const pageStyle = `:root{color-scheme:light dark;--ground:#fdfbff;--text:#1a1b21;--quiet:#44464f;--line:#c5c6d0;--accent:#2a5196}
@media (prefers-color-scheme:dark){:root{--ground:#121318;--text:#e3e2e9;--quiet:#c5c6d0;--line:#44464f;--accent:#aec6ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{max-inline-size:44rem;margin-inline:auto;padding:3rem 1.25rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 1.5rem}
p{color:var(--quiet)}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}
a{color:var(--accent)}
li a{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;padding:1rem 1.25rem;border:1px solid var(--line);border-radius:.75rem;text-decoration:none}
li a:hover{background:color-mix(in srgb,var(--accent) 8%,transparent)}
a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
li span{color:var(--quiet);font-size:.875rem}
code{font:.9em ui-monospace,monospace}
`;

/** Where the stylesheet is; a new style has a new address. */
export const pageStylePath = `/assets/pages-${createHash("sha256").update(pageStyle).digest("hex").slice(0, 12)}.css`;

/** The page at `/`: one link for each app. */
export function homePage(apps: readonly AppLink[]): string {
  const items = apps.map(
    ({ team, app, title }) =>
      `<li><a href="/${escapeHtml(team)}/${escapeHtml(app)}/">${escapeHtml(title)} <span>${escapeHtml(team)}/${escapeHtml(app)}</span></a></li>`,
  );
  const body =
    items.length === 0
      ? "<p>No app has been deployed yet. <code>flotilla deploy DIR</code> brings the first one.</p>"
      : `<ul>${items.join("")}</ul>`;
  return page("Apps", `<h1>Apps</h1>${body}`);
}

/** A page that says what is wrong, for people. */
export function messagePage(title: string, text: string): string {
  return notePage(title, text, { path: "/", text: "All apps" });
}

/** A page with a message and where to go from there. */
export function notePage(
  title: string,
  text: string,
  next: { readonly path: string; readonly text: string },
): string {
  const link = `<a href="${escapeHtml(next.path)}">${escapeHtml(next.text)}</a>`;
  return page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p><p>${link}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)} · Flotilla</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${pageStylePath}"></head><body><main>${body}</main></body></html>\n`;
}
