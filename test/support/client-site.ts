import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { WebSocketServer } from "ws";
import { type BuiltClient, builtClient } from "../../scripts/build/built-client.ts";
import type { HarnessOptions } from "./harness-options.ts";

const base = "/team/app/";
const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".json": "application/json",
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self' ws:; " +
  "img-src 'self' data: blob: https:; media-src 'self' blob:; require-trusted-types-for 'script'";

/** Serves the built client and a page that loads it under a strict policy, and takes its sockets. */
export class ClientSite implements AsyncDisposable {
  /** The page of the route that the options name. */
  readonly url: string;
  readonly sockets: WebSocketServer;
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
    this.sockets = new WebSocketServer({ server, path: `${base}ws` });
  }

  static async open(options: HarnessOptions): Promise<ClientSite> {
    const client = await builtClient();
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://host").pathname;
      response.setHeaders(new Map(Object.entries(options.headers ?? {})));
      response.setHeader("Content-Security-Policy", policy);
      if (path.startsWith("/assets/client/")) {
        const file = join(client.folder, normalize(path.slice("/assets/client".length)));
        readFile(file).then(
          (bytes) => {
            response.setHeader("Content-Type", types[extname(file)] ?? "application/octet-stream");
            response.end(bytes);
          },
          () => response.writeHead(404).end(),
        );
      } else {
        response.setHeader("Content-Type", "text/html");
        response.end(shell(client, options));
      }
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const route = options.route?.replace(/^\//, "") ?? "";
    return new ClientSite(server, `http://127.0.0.1:${port}${base}${route}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.sockets.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function shell({ manifest }: BuiltClient, options: HarnessOptions): string {
  const config = {
    team: "team",
    app: "app",
    ws: `${base}ws`,
    routeUrlStrategy: options.routeUrlStrategy ?? "path",
    title: "Test app",
  };
  return `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Test app</title>
<base href="${base}"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/client/${manifest.css}">
<script type="module" src="/assets/client/${manifest.entry}"></script></head>
<body><div id="flotilla"></div>
<script type="application/json" id="flotilla-config">${JSON.stringify(config)}</script></body></html>`;
}
