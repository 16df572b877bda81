const pattern = /^[A-Za-z0-9_-]{16,64}$/;

/** Whether a text has the form of a session id; ours have 22 characters, other hosts' at least 16, all URL-safe. */
export function isSessionId(text: unknown): text is string {
  return typeof text === "string" && pattern.test(text);
}
