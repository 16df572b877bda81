/** How an answer may be compressed, best first; `suffix` is that of a file's compressed twin. */
export const encodings = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" },
] as const;

/** Whether an `Accept-Encoding` header takes an encoding. */
export function accepts(header: string | undefined, encoding: string): boolean {
  const pattern = new RegExp(
    `(?:^|,)\\s*${encoding}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[^,]*)?(?:,|$)`,
    "i",
  );
  return pattern.test(header ?? "");
}
