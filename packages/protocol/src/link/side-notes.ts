import { copyBytes } from "../copy-bytes.ts";
import { u32 } from "./frame-reader.ts";
import type { LinkHandler } from "./handler.ts";
import { LinkType } from "./messages.ts";

const traceBytes = 24;
const timingBytes = 4;

/** Takes a frame that only tells something about the next packet of its session; false if it is none that this side takes. */
export function takeSideNote(
  handler: LinkHandler,
  side: "gateway" | "app",
  session: number,
  type: number,
  payload: Uint8Array,
): boolean {
  if (type === LinkType.timing && side === "gateway" && payload.length === timingBytes) {
    handler.onTiming?.(session, u32(payload, 0));
    return true;
  }
  if (type !== LinkType.trace || side !== "app" || payload.length !== traceBytes) return false;
  handler.onTrace?.(session, copyBytes(payload));
  return true;
}
