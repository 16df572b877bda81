import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The host and token that `flotilla login` keeps for later commands. */
export interface SavedLogin {
  readonly url: string;
  readonly token: string;
}

const fileName = "login.json";

/** The saved login, if there is one. */
export async function readLogin(userFolder: string): Promise<SavedLogin | undefined> {
  const text = await readFile(join(userFolder, fileName), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { url, token } = JSON.parse(text) as Partial<SavedLogin>;
    return typeof url === "string" && typeof token === "string" ? { url, token } : undefined;
  } catch {
    return undefined; // damaged: as good as none, the next login replaces it
  }
}

/** Keeps a login for the user alone. */
export async function writeLogin(userFolder: string, login: SavedLogin): Promise<string> {
  await mkdir(userFolder, { recursive: true, mode: 0o700 });
  const path = join(userFolder, fileName);
  await writeFile(`${path}.new`, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return path;
}
