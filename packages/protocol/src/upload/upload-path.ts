const maxLength = 1_024;
const maxSegmentBytes = 255;

/** Segments of a file name below an upload folder; undefined for what would leave it or is no plain path. */
export function uploadPath(fileName: string): readonly string[] | undefined {
  if (fileName.length > maxLength || fileName.includes("\\") || !fileName.isWellFormed()) {
    return undefined;
  }
  const segments = fileName.split("/");
  return segments.every(isPlain) ? segments : undefined;
}

function isPlain(segment: string): boolean {
  if (segment === "" || segment === "." || segment === "..") return false;
  for (let i = 0; i < segment.length; i++) {
    const code = segment.charCodeAt(i);
    if (code < 0x20 || code === 0x7f) return false;
  }
  return new TextEncoder().encode(segment).length <= maxSegmentBytes;
}
