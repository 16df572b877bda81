import { FlotillaError } from "@flotilla/protocol";

/** How much an app may be. */
export interface FileLimits {
  readonly files: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
}

export const defaultFileLimits: FileLimits = {
  files: 5_000,
  fileBytes: 100 * 1024 * 1024,
  totalBytes: 200 * 1024 * 1024,
};

/** Folders that are never part of an app: installed packages, and everything hidden. */
export function isLeftOut(name: string): boolean {
  return name === "node_modules" || name.startsWith(".");
}

/** Refuses names that a file system could read in another way than we do, and apps that are too big. */
export function checkFiles(
  files: readonly { readonly path: string; readonly size: number }[],
  limits: FileLimits = defaultFileLimits,
): void {
  if (files.length > limits.files) {
    refuse(`expected at most ${limits.files} files, got ${files.length}`);
  }
  let total = 0;
  const seen = new Map<string, string>();
  for (const { path, size } of files) {
    checkPath(path);
    if (size > limits.fileBytes) refuse(`${path}: expected at most ${megabytes(limits.fileBytes)}`);
    total += size;
    if (total > limits.totalBytes) {
      refuse(`expected at most ${megabytes(limits.totalBytes)} in all`);
    }
    claimPath(path, seen);
  }
}

/** Two names that differ in case or Unicode form only, or a file where another has a folder, cannot live side by side everywhere. */
function claimPath(path: string, seen: Map<string, string>): void {
  const folded = fold(path);
  const twin = seen.get(folded);
  if (twin !== undefined)
    refuse(`"${shown(path)}" and "${shown(twin)}" are the same name on some systems`);
  seen.set(folded, path);
  for (let end = folded.indexOf("/"); end !== -1; end = folded.indexOf("/", end + 1)) {
    const folder = folded.slice(0, end + 1);
    const other = seen.get(folder);
    const spelled = path.slice(
      0,
      path
        .split("/")
        .slice(0, folder.split("/").length - 1)
        .join("/").length + 1,
    );
    if (other !== undefined && other !== spelled) {
      refuse(`"${shown(spelled)}" and "${shown(other)}" are the same name on some systems`);
    }
    seen.set(folder, spelled);
    if (seen.has(folder.slice(0, -1))) refuse(`"${shown(folder)}" is a file and a folder`);
  }
  if (seen.has(`${folded}/`)) refuse(`"${shown(path)}" is a file and a folder`);
}

function fold(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

function checkPath(path: string): void {
  const problem = pathProblem(path);
  if (problem !== undefined) refuse(`"${shown(path)}": ${problem}`);
}

function pathProblem(path: string): string | undefined {
  if (path === "") return "the name is empty";
  if (Buffer.byteLength(path) > 400) return "the path is too long";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "the path is absolute";
  if (path.includes("\\")) return "the path has a backslash";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001f\u007f]/.test(path)) return "the path has a control character";
  if (!path.isWellFormed()) return "the path is not Unicode";
  const segments = path.split("/");
  if (segments.length > 20) return "the path is too deep";
  for (const segment of segments) {
    if (segment === "" || segment === "." || segment === "..")
      return `it has "${segment}" as a part`;
    if (Buffer.byteLength(segment) > 200) return "a part of the path is too long";
    if (isLeftOut(segment)) return `"${segment}" is never part of an app`;
  }
  return undefined;
}

function refuse(reason: string): never {
  throw new FlotillaError("UPLOAD_REFUSED", `app files: ${reason}`);
}

function shown(path: string): string {
  return JSON.stringify(path.slice(0, 120)).slice(1, -1);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}
