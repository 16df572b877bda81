/** A copy of bytes, whatever kind of array they are in: `slice` of a Node `Buffer` is a view of the same memory. */
export function copyBytes(bytes: Uint8Array, start = 0, end = bytes.length): Uint8Array {
  return new Uint8Array(bytes.subarray(start, end));
}
