/** What an error says, or the text of whatever else was thrown; by shape, for errors may come from another realm. */
export function messageOf(thrown: unknown): string {
  try {
    const isError = typeof thrown === "object" && thrown !== null && "message" in thrown;
    return String(isError ? thrown.message : thrown);
  } catch {
    return "something without a text";
  }
}

/** The system's code of an error, such as `ENOENT`. */
export function systemCodeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null || !("code" in thrown)) return undefined;
  return typeof thrown.code === "string" ? thrown.code : undefined;
}
