import { timingSafeEqual } from "node:crypto";

/** Whether a client may resume a session by its secret; one that was given none resumes by the id alone. */
export function matchesSecret(stored: string | null, given: string | null): boolean {
  if (stored === null) return true;
  if (given === null) return false;
  const a = Buffer.from(stored);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
