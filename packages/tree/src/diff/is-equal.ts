import { Extension } from "@flotilla/protocol";

/** Whether two plain values are the same on the wire; lists and maps are not looked into, an absent one is null. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (a === undefined || a === null) return b === undefined || b === null;
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime();
  if (a instanceof Extension)
    return b instanceof Extension && a.code === b.code && a.text === b.text;
  if (a instanceof Uint8Array)
    return (
      b instanceof Uint8Array &&
      a.length === b.length &&
      a.every((byte, index) => byte === b[index])
    );
  return false;
}
