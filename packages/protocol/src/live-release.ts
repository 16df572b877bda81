import { decode, encode } from "./msgpack/codec.ts";
import { isMap } from "./shape.ts";

/** Another release of an app is live now. */
export interface LiveRelease {
  readonly team: string;
  readonly app: string;
  readonly release: string;
}

/** Where services tell each other of live releases. */
export const releaseChannel = "releases";

/** Bytes of a hint: whoever misses it finds out by looking. */
export function encodeLiveRelease({ team, app, release }: LiveRelease): Uint8Array {
  return encode({ team, app, release });
}

/** Reads it; undefined for anything else. */
export function decodeLiveRelease(bytes: Uint8Array): LiveRelease | undefined {
  let value: unknown;
  try {
    value = decode(bytes);
  } catch {
    return undefined; // of another version
  }
  if (!isMap(value)) return undefined;
  const { team, app, release } = value;
  const isText = [team, app, release].every((field) => typeof field === "string");
  return isText ? { team: String(team), app: String(app), release: String(release) } : undefined;
}
