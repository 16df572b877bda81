import { mkdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { UploadPlace } from "./upload-receiver.ts";

const defaultFolder = "uploads";

/** Finds the app's upload folder in its scratch folder, and makes it if the app has named it. */
export function uploadPlace(
  scratch: string,
  uploadDir: string | undefined,
  maxBytes: number,
): UploadPlace {
  const folder = resolve(scratch, uploadDir ?? defaultFolder);
  const inner = relative(scratch, folder);
  if (inner === "" || inner === ".." || inner.startsWith(`..${sep}`)) {
    throw new Error(
      `ft.run: expected uploadDir to be a folder such as "${defaultFolder}", inside the process's own, got "${uploadDir}"`,
    );
  }
  if (uploadDir !== undefined) mkdirSync(folder, { recursive: true });
  return { folder, incoming: join(scratch, ".incoming"), maxBytes };
}
