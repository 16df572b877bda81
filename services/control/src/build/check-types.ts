import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import type { BuildProblem } from "./build-problem.ts";
import { readTsconfig } from "./tsconfig.ts";

/** What is to be checked. */
export interface TypeCheckRequest {
  readonly folder: string;
  readonly entry: string;
  /** Where the declarations of modules are that the host brings: `@flotilla/sdk` and so on. */
  readonly sdkTypes: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** Stops the check, as if it had taken too long. */
  readonly signal?: AbortSignal | undefined;
}

/** What a check found; `unchecked` says why there was none. */
export interface TypeCheckResult {
  readonly problems: readonly BuildProblem[];
  readonly unchecked?: string;
}

/** How an app is checked that says nothing else. */
export const defaultCompilerOptions = {
  target: "es2024",
  lib: ["es2024", "esnext.disposable"],
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  strict: true,
  jsx: "react-jsx",
  jsxImportSource: "@flotilla/sdk",
  resolveJsonModule: true,
  skipLibCheck: true,
} as const;

const line = /^(.+?)\((\d+),(\d+)\): error (TS\d+: .*)$/;

/** Checks the types of an app with the host's compiler, under the app's own `tsconfig.json` or strict defaults. */
export async function checkTypes(request: TypeCheckRequest): Promise<TypeCheckResult> {
  const compiler = findCompiler();
  if (compiler === undefined)
    return { problems: [], unchecked: "no TypeScript compiler is installed" };
  const missing = Object.values(request.sdkTypes).find((path) => !existsSync(path));
  if (missing !== undefined)
    return { problems: [], unchecked: `the SDK's types are not built (${missing})` };
  const root = await realpath(request.folder);
  const temporary = await mkdtemp(join(await realpath(tmpdir()), "flotilla-types-"));
  try {
    const config = join(temporary, "tsconfig.json");
    await writeFile(config, JSON.stringify(await projectOf(root, request)));
    const output = await run(compiler, config, root, request);
    if (output === undefined) return { problems: [], unchecked: "the type check took too long" };
    return { problems: await parse(output, root) };
  } finally {
    await rm(temporary, { recursive: true });
  }
}

async function projectOf(root: string, request: TypeCheckRequest): Promise<object> {
  const own = await readTsconfig(root);
  const ownPaths = own?.paths;
  const paths = Object.fromEntries(
    Object.entries(request.sdkTypes).map(([name, path]) => [name, [path]]),
  );
  const nodeTypes = findNodeTypes();
  return {
    ...(own !== undefined && { extends: join(root, "tsconfig.json") }),
    compilerOptions: {
      ...(own === undefined && defaultCompilerOptions),
      ...(nodeTypes !== undefined && { types: ["node"], typeRoots: [nodeTypes] }),
      allowJs: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      noEmit: true,
      rootDir: "/",
      paths: { ...(isPaths(ownPaths) ? absolutePaths(root, ownPaths) : {}), ...paths },
    },
    files: [join(root, request.entry)],
    include: [],
    references: [],
  };
}

function absolutePaths(
  root: string,
  paths: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(paths).map(([name, targets]) => [name, targets.map((path) => join(root, path))]),
  );
}

function isPaths(value: unknown): value is Readonly<Record<string, readonly string[]>> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every(
      (item) => Array.isArray(item) && item.every((path) => typeof path === "string"),
    )
  );
}

/** The compiler's output; undefined if it was stopped at the deadline. */
async function run(
  compiler: string,
  config: string,
  root: string,
  { timeoutMs = 60_000, signal }: TypeCheckRequest,
): Promise<string | undefined> {
  if (signal?.aborted) return undefined;
  const child: ChildProcess = spawn(
    process.execPath,
    [compiler, "--project", config, "--pretty", "false"],
    {
      cwd: root,
      env: { PATH: "/usr/bin:/bin", GOMAXPROCS: "2" },
      stdio: ["ignore", "pipe", "ignore"],
      detached: true,
    },
  );
  let isLate = false;
  const stop = (): void => {
    isLate = true;
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  const timer = setTimeout(stop, timeoutMs);
  signal?.addEventListener("abort", stop);
  try {
    const output = child.stdout === null ? "" : await text(child.stdout);
    return isLate ? undefined : output;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

async function parse(output: string, root: string): Promise<readonly BuildProblem[]> {
  const problems: BuildProblem[] = [];
  const sources = new Map<string, readonly string[]>();
  for (const row of output.split("\n")) {
    const match = line.exec(row);
    if (match === null) {
      const last = problems.at(-1);
      if (last !== undefined && row.startsWith("  ")) {
        problems[problems.length - 1] = { ...last, text: `${last.text}\n${row}` };
      } else if (row.startsWith("error TS")) problems.push({ text: row.slice("error ".length) });
      continue;
    }
    const [, path = "", lineText = "1", columnText = "1", message = ""] = match;
    const file = relative(root, join(root, path));
    const lines = sources.get(path) ?? (await linesOf(join(root, path)));
    sources.set(path, lines);
    const source = lines[Number(lineText) - 1];
    problems.push({
      text: message,
      file,
      line: Number(lineText),
      column: Number(columnText),
      ...(source !== undefined && { source }),
    });
  }
  return problems;
}

async function linesOf(path: string): Promise<readonly string[]> {
  const source = await readFile(path, "utf8").catch(() => "");
  return source.split(/\r?\n/);
}

function findCompiler(): string | undefined {
  return find("typescript/package.json", (path) => join(dirname(path), "bin", "tsc"));
}

function findNodeTypes(): string | undefined {
  return find("@types/node/package.json", (path) => dirname(dirname(path)));
}

function find(module: string, use: (path: string) => string): string | undefined {
  try {
    return use(createRequire(import.meta.url).resolve(module));
  } catch {
    return undefined; // an installation without development tools
  }
}
