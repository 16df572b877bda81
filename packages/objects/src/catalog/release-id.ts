import { createHash } from "node:crypto";
import type { Release } from "./records.ts";

/** The id of a release: the same content has the same id, whenever and wherever it was built. */
export function releaseId(content: Omit<Release, "id" | "createdAt">): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(content)))
    .digest("hex")
    .slice(0, 24);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
