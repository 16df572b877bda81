import type { AppliedInputs, NumberRange } from "../session/inputs.ts";

/** Version of what checkpoints hold; others are not read. */
const format = 1;
const headBytes = 9;

/** The part of a checkpoint that says how its parts are written and which inputs are applied in them. */
export function encodeInputs({ low, above, received }: AppliedInputs): Uint8Array {
  const bytes = new Uint8Array(headBytes + 8 * above.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = format;
  view.setUint32(1, low, true);
  view.setUint32(5, received, true);
  let at = headBytes;
  for (const [first, last] of above) {
    view.setUint32(at, first, true);
    view.setUint32(at + 4, last, true);
    at += 8;
  }
  return bytes;
}

/** Reads it; throws for another format. */
export function decodeInputs(bytes: Uint8Array | undefined): AppliedInputs {
  if (bytes?.[0] !== format) throw new TypeError(`format ${bytes?.[0]}, expected ${format}`);
  if (bytes.length < headBytes || bytes.length % 8 !== headBytes % 8)
    throw new TypeError("cut off");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const above: NumberRange[] = [];
  for (let at = headBytes; at < bytes.length; at += 8) {
    above.push([view.getUint32(at, true), view.getUint32(at + 4, true)]);
  }
  return { low: view.getUint32(1, true), above, received: view.getUint32(5, true) };
}
