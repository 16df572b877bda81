import { visitorText } from "@flotilla/protocol";

/** What a session's client is told of an error, never empty; the stack is for the app's log. */
export function errorText(error: unknown): string {
  return visitorText(messageOf(error)) || "The app failed";
}

/** Whatever is thrown has a text, even what cannot be made one. */
function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.message || error.name) : String(error);
  } catch {
    return "";
  }
}
