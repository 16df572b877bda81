/** What SESSION_CRASHED says: the error's text, a new line, and where it happened. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return `${String(error)}\n`;
  const stack = error.stack ?? "";
  const frames = stack.split("\n").filter((line) => line.trimStart().startsWith("at "));
  return `${error.message}\n${error.name}\n${frames.join("\n")}`;
}
