import type { IncomingMessage, ServerResponse } from "node:http";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Catalog, ReleaseAsset } from "@flotilla/objects";
import { type ByteRange, parseRange } from "./byte-range.ts";
import { setAssetHeaders } from "./security-headers.ts";

/** Serves one file of a release: validators, one range, and a policy that lets it run nothing. */
export async function serveAppAsset(
  catalog: Catalog,
  team: string,
  asset: ReleaseAsset,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const etag = `"${asset.sha256}"`;
  setAssetHeaders(response);
  response.setHeader("etag", etag);
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("cache-control", "public, no-cache");
  if (matches(request.headers["if-none-match"], etag)) {
    response.writeHead(304).end();
    return;
  }
  const ifRange = request.headers["if-range"];
  const isRangeFresh = ifRange === undefined || ifRange === etag;
  const range = isRangeFresh ? parseRange(request.headers.range, asset.size) : "whole";
  if (range === "unsatisfiable") {
    response.writeHead(416, { "content-range": `bytes */${asset.size}` }).end();
    return;
  }
  response.setHeader("content-type", asset.type);
  if (range === "whole") response.writeHead(200, { "content-length": asset.size });
  else {
    response.writeHead(206, {
      "content-length": range.last - range.first + 1,
      "content-range": `bytes ${range.first}-${range.last}/${asset.size}`,
    });
  }
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  const { body } = await catalog.blobs.stream(team, asset.sha256);
  await pipeline(range === "whole" ? body : cut(body, range), response);
}

/** Only these bytes; the source is closed as soon as they have gone by. */
function cut(source: Readable, range: ByteRange): Readable {
  let position = 0;
  const window = new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      const start = Math.max(0, range.first - position);
      const end = Math.min(chunk.length, range.last + 1 - position);
      position += chunk.length;
      if (end > start) this.push(chunk.subarray(start, end));
      if (position > range.last) {
        source.unpipe(window);
        source.destroy();
        this.push(null);
      }
      done();
    },
  });
  source.on("error", (error) => window.destroy(error));
  window.on("close", () => source.destroy());
  return source.pipe(window);
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((item) => {
    const tag = item.trim().replace(/^W\//, "");
    return tag === "*" || tag === etag;
  });
}
