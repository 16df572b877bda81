import { constants, createReadStream } from "node:fs";
import { access, readFile, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { PainterData } from "../snapshot/painter.ts";
import { accepts, encodings } from "./encodings.ts";
import { clientPath, type ShellClient } from "./shell-page.ts";

const manifestSchema = z.object({
  entry: z.string(),
  css: z.string(),
  preload: z.record(z.string(), z.array(z.string())),
  files: z.array(z.string()),
  renderer: z.string().optional(),
});

const mediaTypes: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
};

/** The built web client: files with a hash in their name, served for ever, compressed when built. */
export class ClientAssets {
  readonly #folder: string;
  #files: ReadonlySet<string> = new Set();
  #client: ShellClient | undefined;
  #painter: PainterData | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Which files a shell loads; undefined if the client was not built. */
  get client(): ShellClient | undefined {
    return this.#client;
  }

  /** What draws pages with this client's controls; undefined if the client was not built with it. */
  get painter(): PainterData | undefined {
    return this.#painter;
  }

  /** Reads the manifest; without one every shell answers 503 and the gateway is not ready. */
  async load(): Promise<void> {
    const path = join(this.#folder, "manifest.json");
    if (!(await isReadable(path))) return;
    const manifest = manifestSchema.parse(JSON.parse(await readFile(path, "utf8")));
    const { entry, css, preload, files, renderer } = manifest;
    this.#client = { entry, css, preload };
    this.#files = new Set([...files, entry, css]);
    if (renderer === undefined) return;
    const sheet = await readFile(join(this.#folder, css), "utf8");
    const module = resolve(this.#folder, renderer);
    this.#painter = { module, sheet, icons: `${clientPath}icons/` };
  }

  /** Serves a file that the manifest names; false if it names none such. */
  async serve(name: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    if (!this.#files.has(name)) return false;
    const path = join(this.#folder, name);
    const chosen = await chooseEncoding(path, request.headers["accept-encoding"] ?? "");
    const { size } = await stat(path + chosen.suffix);
    response.writeHead(200, {
      "content-type": mediaTypes[extname(name)] ?? "application/octet-stream",
      "content-length": size,
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
      ...(chosen.name !== undefined && { "content-encoding": chosen.name }),
    });
    if (request.method === "HEAD") response.end();
    else await pipeline(createReadStream(path + chosen.suffix), response);
    return true;
  }
}

/** The first encoding that the client takes and the build has written. */
async function chooseEncoding(
  path: string,
  accepted: string,
): Promise<{ name?: string; suffix: string }> {
  for (const encoding of encodings) {
    if (accepts(accepted, encoding.name) && (await isReadable(path + encoding.suffix)))
      return encoding;
  }
  return { suffix: "" };
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return true;
  } catch {
    return false; // not built
  }
}
