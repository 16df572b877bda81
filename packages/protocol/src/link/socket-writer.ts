import type { Write } from "./arena.ts";

/** What a link needs of a socket; Node's have it. */
export interface WritableSocket {
  write(chunk: Uint8Array, done: () => void): unknown;
  readonly writableLength: number;
}

/** A link's `write` for a socket; calls `drained` whenever everything written has left the process. */
export function socketWriter(socket: WritableSocket, drained: () => void): Write {
  let waiting = 0;
  const done = (): void => {
    if (--waiting === 0) drained();
  };
  return (chunk) => {
    waiting++;
    socket.write(chunk, done);
    return socket.writableLength === 0;
  };
}
