/** A request's address after every trick with dots, slashes and escapes was refused. */
export interface Target {
  /** Decoded path segments; none is empty, `.` or `..`, none holds a slash, backslash or control character. */
  readonly segments: readonly string[];
  /** Whether the path ends in a slash. */
  readonly isFolder: boolean;
  /** With its question mark; empty without a query. */
  readonly query: string;
}

const maxLength = 8_192;

/** Reads the request line's target; undefined for anything that two readers could read in two ways. */
export function parseTarget(url: string | undefined): Target | undefined {
  if (url === undefined || url.length > maxLength || !url.startsWith("/") || url.startsWith("//")) {
    return undefined;
  }
  const end = url.indexOf("?");
  const path = end === -1 ? url : url.slice(0, end);
  const query = end === -1 ? "" : url.slice(end);
  if (/[\\#]|%2f|%5c/i.test(path) || !isPrintable(url)) return undefined;
  const segments: string[] = [];
  for (const raw of path.split("/")) {
    // Native Flet clients join an app's address and an absolute asset path with two slashes.
    if (raw === "") continue;
    const segment = decodeSegment(raw);
    if (segment === undefined || segment === "." || segment === "..") return undefined;
    segments.push(segment);
  }
  return { segments, isFolder: path.endsWith("/"), query };
}

function decodeSegment(raw: string): string | undefined {
  try {
    const segment = decodeURIComponent(raw);
    return /[/\\]/.test(segment) || !isPrintable(segment) ? undefined : segment;
  } catch {
    return undefined; // no UTF-8
  }
}

function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x7f) return false;
  }
  return true;
}
