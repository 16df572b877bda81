import { createHash } from "node:crypto";
import { isName } from "@flotilla/protocol";

/** Every key of the catalog is made here, from names that were checked. */
export const keys = {
  teams: "teams",
  team: (team: string) => `teams/${name(team)}/team.json`,
  apps: (team: string) => `teams/${name(team)}/apps`,
  app: (team: string, app: string) => `${appFolder(team, app)}app.json`,
  releases: (team: string, app: string) => `${appFolder(team, app)}releases/`,
  release: (team: string, app: string, id: string) =>
    `${appFolder(team, app)}releases/${hex(id)}.json`,
  snapshots: (team: string, app: string) => `${appFolder(team, app)}snapshots/`,
  snapshot: (team: string, app: string, release: string, hash: string) =>
    `${appFolder(team, app)}snapshots/${hex(release)}/${hex(hash)}`,
  uploads: (team: string, app: string) => `${appFolder(team, app)}uploads/`,
  upload: (team: string, app: string, id: string) =>
    `${appFolder(team, app)}uploads/${hex(id)}.json`,
  /** Blobs belong to a team: whoever knows the hash of another team's file must not get the file. */
  blob: (team: string, sha256: string) =>
    `teams/${name(team)}/blobs/${hex(sha256).slice(0, 2)}/${sha256}`,
  tokens: "tokens/",
  token: (text: string) => `tokens/${createHash("sha256").update(text).digest("hex")}.json`,
} as const;

/** Whether records of these names can exist; what comes from outside is asked first. */
export function areNames(...names: readonly string[]): boolean {
  return names.every(isName);
}

/** Whether a text has the form of an id or a hash. */
export function isHex(text: string): boolean {
  return /^[0-9a-f]{16,64}$/.test(text);
}

function appFolder(team: string, app: string): string {
  return `teams/${name(team)}/apps/${name(app)}/`;
}

function name(text: string): string {
  if (!isName(text)) throw new TypeError("name: expected [a-z0-9](-?[a-z0-9]){0,39}");
  return text;
}

function hex(id: string): string {
  if (!isHex(id)) throw new TypeError("id: expected hexadecimal digits");
  return id;
}
