import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { LiveApp } from "../routing/app-directory.ts";
import type { Device } from "../snapshot/painter.ts";
import type { Snapshot, Snapshots } from "../snapshot/snapshots.ts";
import { accepts } from "./encodings.ts";
import { readSecret } from "./resume-secret.ts";
import { setShellHeaders } from "./security-headers.ts";
import { type ShellClient, type ShellPage, type ShownFirst, shellPage } from "./shell-page.ts";

interface Written {
  readonly styleHashes: readonly string[];
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

const maxKept = 200;

/** The pages that start an app in a browser, written once for all who get the same. */
export class ShellPages {
  readonly #snapshots: Snapshots;
  readonly #observe: (paint: "snapshot" | "title") => void;
  readonly #kept = new Map<string, Promise<Written>>();

  constructor(snapshots: Snapshots, observe: (paint: "snapshot" | "title") => void) {
    this.#snapshots = snapshots;
    this.#observe = observe;
  }

  /** Answers a request for an app's page. */
  async serve(
    live: LiveApp,
    client: ShellClient,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const isFirstVisit = readSecret(request, live.team, live.app) === undefined;
    const snapshot = await this.#snapshotFor(live, request, isFirstVisit);
    const page = await this.#written(live, client, { snapshot, isFirstVisit });
    const accepted = request.headers["accept-encoding"];
    const encoding = accepts(accepted, "br") ? "br" : accepts(accepted, "gzip") ? "gzip" : "plain";
    const body = page[encoding];
    setShellHeaders(response, page.styleHashes);
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-length": body.length,
      vary: "accept-encoding",
      ...(encoding !== "plain" && { "content-encoding": encoding }),
    });
    response.end(request.method === "HEAD" ? undefined : body);
    if (request.method === "GET") this.#observe(snapshot === undefined ? "title" : "snapshot");
  }

  async #snapshotFor(
    live: LiveApp,
    request: IncomingMessage,
    isFirstVisit: boolean,
  ): Promise<Snapshot | undefined> {
    const route = routeOf(live, request.url ?? "");
    if (route === undefined || (!isFirstVisit && isReload(request))) return undefined;
    const { team, app, release } = live;
    return await this.#snapshots.find({ team, app, release, route }, deviceOf(request));
  }

  #written(live: LiveApp, client: ShellClient, shown: ShownFirst): Promise<Written> {
    const { snapshot, isFirstVisit } = shown;
    const key = `${live.team}/${live.app}/${live.release} ${snapshot?.digest ?? ""} ${isFirstVisit}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const written = write(shellPage(live, client, shown));
    this.#kept.set(key, written);
    if (this.#kept.size > maxKept) {
      const oldest = this.#kept.keys().next();
      if (oldest.done !== true) this.#kept.delete(oldest.value);
    }
    return written;
  }
}

async function write({ html, styleHashes }: ShellPage): Promise<Written> {
  const plain = Buffer.from(html);
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(plain, { params }),
    promisify(gzip)(plain, { level: 9 }),
  ]);
  return { styleHashes, plain, br, gzip: gz };
}

/** The route that the client will register with; undefined for an address with parameters, whose page may depend on them. */
function routeOf({ team, app }: LiveApp, url: string): string | undefined {
  const base = `/${team}/${app}`;
  if (!url.startsWith(`${base}/`) || url.includes("?")) return undefined;
  try {
    return decodeURI(url.slice(base.length));
  } catch {
    return undefined; // no UTF-8
  }
}

/** Who reloads a page has a session, which is no longer at its beginning. */
function isReload({ headers }: IncomingMessage): boolean {
  return /max-age=0|no-cache/.test(headers["cache-control"] ?? "");
}

function deviceOf({ headers }: IncomingMessage): Device {
  return /\b(?:Android|iPhone|iPad|iPod)\b/.test(headers["user-agent"] ?? "") ? "phone" : "desktop";
}
