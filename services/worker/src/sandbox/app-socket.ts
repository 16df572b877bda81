import { once } from "node:events";
import { rename } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

/** A listening Unix socket whose descriptor goes to an app process; gateways connect to its path. */
export interface AppSocket {
  readonly path: string;
  readonly fd: number;
  /** Closes this process's copy; the app process's copy keeps listening. */
  release(): Promise<void>;
}

/**
 * Binds `app.sock` in `folder`. Bound under another name and renamed, because closing our copy unlinks the name that it was
 * bound to, and gateways still need the path.
 */
export async function openAppSocket(folder: string): Promise<AppSocket> {
  const path = join(folder, "app.sock");
  const server = createServer({ pauseOnConnect: true }, (socket) => socket.destroy());
  server.on("error", () => {}); // an accept that fails before the hand-over hurts nobody
  server.listen(join(folder, "new.sock"));
  await once(server, "listening");
  const release = async (): Promise<void> => {
    server.close();
    await once(server, "close");
  };
  try {
    await rename(join(folder, "new.sock"), path);
    return { path, fd: descriptorOf(server), release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Node tells a server's descriptor only on its internal handle: the one place that reads it. */
function descriptorOf(server: object): number {
  const handle = "_handle" in server ? server._handle : undefined;
  if (typeof handle === "object" && handle !== null && "fd" in handle) {
    const { fd } = handle;
    if (typeof fd === "number" && fd > 2) return fd;
  }
  throw new Error("app socket: this Node does not tell the descriptor of a server");
}
