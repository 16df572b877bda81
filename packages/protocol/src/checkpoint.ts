/** What a session keeps, in parts that only its runtime can read. */
export type CheckpointParts = Readonly<Record<string, Uint8Array>>;

/** Changed parts of what a session keeps; null deletes one. */
export type CheckpointChanges = Readonly<Record<string, Uint8Array | null>>;

/** How large all parts of a session may be together. */
export const maxCheckpointBytes = 4 * 1024 * 1024;

/** How much parts count towards the limit: their bytes and their names. */
export function checkpointBytes(parts: CheckpointChanges): number {
  let bytes = 0;
  for (const [name, part] of Object.entries(parts)) bytes += name.length + (part?.length ?? 0);
  return bytes;
}
