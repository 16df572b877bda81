import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { join } from "node:path";
import process from "node:process";
import type { Duplex } from "node:stream";
import { systemCodeOf, uploadPath } from "@flotilla/protocol";

/** Where files arrive and how much of them there may be. */
export interface UploadPlace {
  /** The app's upload folder. */
  readonly folder: string;
  /** On the same file system, out of the app's way: files grow here. */
  readonly incoming: string;
  /** Bytes that the upload folder may hold. */
  readonly maxBytes: number;
}

const maxAtOnce = 16;

/**
 * Puts files that a gateway sends into the app's upload folder: each under another name until it is whole, then at once in
 * its place, over an older one. Loads what it needs with the first file; most apps never get one.
 */
export class UploadReceiver {
  readonly #place: UploadPlace;
  #server: { emit(event: "connection", stream: Duplex): boolean } | undefined;
  #active = 0;
  #number = 0;
  /** Bytes of files that grow. */
  #arriving = 0;
  /** Bytes that may still arrive, all files together; looked up when one begins. */
  #room = 0;

  constructor(place: UploadPlace) {
    this.#place = place;
  }

  /** Takes over a connection that speaks HTTP; bytes that were read already lie in its buffer. */
  accept(socket: Socket): void {
    this.#server ??= process
      .getBuiltinModule("node:http")
      .createServer({ requestTimeout: 0 }, (request, response) => {
        void this.#handle(request, response);
      });
    // Node's server reads a socket's handle past the stream, so what lies in the buffer would come too late.
    const stream = process.getBuiltinModule("node:stream");
    const ends = { readable: socket, writable: socket }; // the types know such pairs of web streams only
    this.#server.emit("connection", stream.Duplex.from(ends as never));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let status = 503;
    if (this.#active < maxAtOnce) {
      this.#active += 1;
      status = await this.#take(request).catch(statusOf);
      this.#active -= 1;
    }
    response.writeHead(status).end(); // what is left of the body is read and dropped; the gateway closes
  }

  async #take(request: IncomingMessage): Promise<number> {
    const fs = process.getBuiltinModule("node:fs/promises");
    const { createWriteStream } = process.getBuiltinModule("node:fs");
    const { pipeline } = process.getBuiltinModule("node:stream/promises");
    const { folder, incoming } = this.#place;
    const query = new URL(request.url ?? "/", "http://app").searchParams;
    const segments = uploadPath(query.get("f") ?? "");
    if (request.method !== "PUT" || segments === undefined) return 400;
    const held = await bytesIn(folder);
    this.#room = this.#place.maxBytes - held - this.#arriving;
    if (Number(request.headers["content-length"] ?? 0) > this.#room) return 507;
    await fs.mkdir(incoming, { recursive: true });
    this.#number += 1;
    const growing = join(incoming, String(this.#number));
    let taken = 0;
    const take = (bytes: number): void => {
      taken += bytes;
      this.#arriving += bytes;
      this.#room -= bytes;
      if (this.#room < 0) throw new Full("the upload folder is full");
    };
    const counted = async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        take(chunk.length);
        yield chunk;
      }
    };
    try {
      await pipeline(request, counted, createWriteStream(growing));
      const target = join(folder, ...segments);
      await fs.mkdir(join(target, ".."), { recursive: true });
      await fs.rename(growing, target);
      return 200;
    } catch (error) {
      this.#room += taken;
      await fs.rm(growing, { force: true });
      throw error;
    } finally {
      this.#arriving -= taken;
    }
  }
}

class Full extends Error {
  readonly code = "ENOSPC";
}

async function bytesIn(folder: string): Promise<number> {
  const { readdir, lstat } = process.getBuiltinModule("node:fs/promises");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let total = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const stats = await lstat(join(entry.parentPath, entry.name)).catch(() => undefined);
    total += stats?.size ?? 0;
  }
  return total;
}

function statusOf(error: unknown): number {
  const code = systemCodeOf(error) ?? "";
  if (["ENOSPC", "EDQUOT", "EFBIG"].includes(code)) return 507;
  if (["EISDIR", "ENOTDIR", "EEXIST", "ENOTEMPTY", "ENAMETOOLONG"].includes(code)) return 400;
  return 500;
}
