import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Catalog } from "@flotilla/objects";

/** The local administrator's token: made at the first start, kept in a file that only its owner reads. */
export async function ensureAdminToken(
  catalog: Catalog,
  dataDir: string,
  now: Date,
): Promise<string> {
  const path = join(dataDir, "admin-token");
  const present = (await readFile(path, "utf8").catch(() => "")).trim();
  if (present !== "" && (await catalog.tokens.find(present)) !== undefined) return path;
  const owner = { team: null, role: "admin", name: "local administrator" } as const;
  const { text } = await catalog.tokens.create(owner, now);
  await writeFile(`${path}.new`, `${text}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return path;
}
