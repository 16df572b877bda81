import { createHash } from "node:crypto";
import type { Release, ReleaseFile } from "@flotilla/objects";
import { isSource } from "../build/app-modules.ts";
import { type CompleteSettings, settingsFile } from "../build/app-settings.ts";
import type { BuiltFile } from "../build/build-app.ts";
import { mediaTypeOf } from "./media-types.ts";

/** What a release is made of. */
export interface ReleaseParts {
  readonly team: string;
  readonly app: string;
  readonly entry: string;
  readonly settings: CompleteSettings;
  readonly sdkVersion: string;
  readonly files: readonly ReleaseFile[];
  readonly built: readonly BuiltFile[];
}

const notData = new Set([settingsFile, "package.json", "package-lock.json", "tsconfig.json"]);

/** The content of a release: the built modules and the author's data for the process, the assets for the gateway. */
export function releaseContent(parts: ReleaseParts): Omit<Release, "id" | "createdAt"> {
  const { team, app, entry, settings, sdkVersion } = parts;
  const folder = `${settings.assets}/`;
  const isAsset = (file: ReleaseFile) => file.path.startsWith(folder);
  const built = parts.built.map((file) => ({
    path: file.path,
    sha256: createHash("sha256").update(file.contents).digest("hex"),
    size: file.contents.byteLength,
  }));
  const names = new Set(built.map((file) => file.path));
  const data = parts.files.filter(
    (file) =>
      isAsset(file) || (!isSource(file.path) && !notData.has(file.path) && !names.has(file.path)),
  );
  const assets = parts.files.filter(isAsset).map((file) => ({
    ...file,
    path: file.path.slice(folder.length),
    type: mediaTypeOf(file.path),
  }));
  return {
    team,
    app,
    entry,
    runtime: "node",
    sdkVersion,
    settings,
    files: [...parts.files],
    bundle: [...built, ...data].sort((a, b) => (a.path < b.path ? -1 : 1)),
    assets,
    ...(assets.length > 0 && { assetsDir: settings.assets }),
  };
}
