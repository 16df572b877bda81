import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Link, type LinkHandler, socketWriter } from "@flotilla/protocol";

/** A socket to an app process. */
export async function socketTo(path: string): Promise<Socket> {
  const socket = connect(path);
  await once(socket, "connect");
  return socket;
}

/** A gateway's end of a link over a socket to an app process; it has greeted. */
export function gatewayLink(socket: Socket, handler: Omit<LinkHandler, "onViolation">): Link {
  const link: Link = new Link({
    side: "gateway",
    write: socketWriter(socket, () => link.drained()),
    schedule: setImmediate,
    handler: { ...handler, onViolation: () => socket.destroy() },
  });
  socket.on("data", (chunk: Buffer) => link.receive(chunk));
  socket.on("error", () => {});
  link.greet("test");
  return link;
}
