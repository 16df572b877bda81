import { encode } from "../msgpack/codec.ts";
import { frame, LinkEnd } from "./link-pair.ts";
import { LinkType, linkVersion } from "./messages.ts";

/** A gateway's first frame. */
export const hello = frame(
  0,
  LinkType.hello,
  encode({ version: linkVersion, side: "gateway", id: "g" }),
);

/** An app's end that has been greeted. */
export function greetedApp(): LinkEnd {
  const app = new LinkEnd("app");
  app.link.receive(hello);
  return app;
}

/** Compares without the cost of a matcher. */
export function sameBytes(a: unknown, b: Uint8Array): boolean {
  return a instanceof Uint8Array && Buffer.compare(a, b) === 0;
}

/** Bytes of which no two neighbours are the same. */
export function numbered(length: number): Uint8Array {
  return new Uint8Array(length).map((_, i) => i * 7);
}
