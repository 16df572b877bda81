const segment = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,200}$/;
const maxSegments = 12;

/** Throws unless the key is a relative path of plain names, so that no driver has to think about `..`. */
export function checkKey(key: string): void {
  if (isKey(key)) return;
  throw new TypeError(
    `object key: expected names of [A-Za-z0-9._-] joined by "/", got ${JSON.stringify(key.slice(0, 80))}`,
  );
}

function isKey(key: string): boolean {
  const segments = key.split("/");
  return segments.length <= maxSegments && segments.every((name) => segment.test(name));
}
