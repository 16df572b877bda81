import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative } from "node:path";
import { FlotillaError, messageOf } from "@flotilla/protocol";

/** The compiler options of an app's `tsconfig.json` that change what a build makes. */
export type BuildOptions = Readonly<Record<string, unknown>>;

const relevant = [
  "alwaysStrict",
  "baseUrl",
  "emitDecoratorMetadata",
  "experimentalDecorators",
  "jsx",
  "jsxFactory",
  "jsxFragmentFactory",
  "jsxImportSource",
  "paths",
  "strict",
  "useDefineForClassFields",
  "verbatimModuleSyntax",
];
const maxDepth = 5;

/** Reads an app's own `tsconfig.json`, if it has one; what it extends must lie in the app's folder. */
export async function readTsconfig(folder: string): Promise<BuildOptions | undefined> {
  const options = await read(folder, join(folder, "tsconfig.json"), 0);
  if (options === undefined) return undefined;
  return Object.fromEntries(Object.entries(options).filter(([name]) => relevant.includes(name)));
}

async function read(
  folder: string,
  path: string,
  depth: number,
): Promise<Record<string, unknown> | undefined> {
  const shown = relative(folder, path);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const config = parse(text, shown);
  const options = isRecord(config.compilerOptions) ? config.compilerOptions : {};
  const parents = [config.extends ?? []].flat().filter((name) => typeof name === "string");
  let inherited: Record<string, unknown> = {};
  for (const name of parents) {
    const parent = parentPath(folder, path, name);
    if (parent === undefined || depth === maxDepth) {
      throw refused(`${shown}: "extends": "${name}" is outside of the app's folder`);
    }
    const found = await read(folder, parent, depth + 1);
    if (found === undefined) throw refused(`${shown}: "extends": "${name}" is not there`);
    inherited = { ...inherited, ...found };
  }
  return { ...inherited, ...options };
}

function parentPath(folder: string, path: string, name: string): string | undefined {
  if (!name.startsWith("./") && !name.startsWith("../")) return undefined;
  const target = join(dirname(path), name.endsWith(".json") ? name : `${name}.json`);
  const inside = relative(folder, target);
  return inside.startsWith("..") || isAbsolute(inside) ? undefined : target;
}

function parse(text: string, shown: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(withoutComments(text));
    if (isRecord(value)) return value;
  } catch (error) {
    throw refused(`${shown}: ${messageOf(error)}`, error);
  }
  throw refused(`${shown}: expected an object`);
}

/** JSON as TypeScript reads it: comments and trailing commas are blanks, strings stay as they are. */
function withoutComments(text: string): string {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith('"') ? found : " ",
  );
  return bare.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (found) => (found === "," ? "" : found));
}

function refused(message: string, cause?: unknown): FlotillaError {
  return new FlotillaError("BUILD_FAILED", message, cause === undefined ? undefined : { cause });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
