import type { LineName } from "./lines.ts";

/** A release as one text, for maps. */
export function lineKey({ team, app, release }: LineName): string {
  return `${team}/${app}/${release}`;
}
