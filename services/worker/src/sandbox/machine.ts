import { execFile } from "node:child_process";
import { accessSync, constants, readdirSync, readFileSync, realpathSync } from "node:fs";
import process from "node:process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Programs of the system that launches go through; absent ones lower the tier. */
const toolNames = [
  "bwrap",
  "setpriv",
  "prlimit",
  "unshare",
  "mount",
  "sh",
  "nice",
  "perl",
] as const;

/** A program that launches go through. */
export type ToolName = (typeof toolNames)[number];

/** What this machine offers, looked up once. */
export interface Machine {
  /** The Node that app processes run on. */
  readonly node: string;
  readonly tools: Readonly<Partial<Record<ToolName, string>>>;
  /** Shared libraries, each by the path it is asked for, of the programs that run inside a jail. */
  readonly libraries: Readonly<Record<"node" | "prlimit", readonly string[]>>;
  readonly architecture: string;
  /** Started as root: may change its user id and join control groups. */
  readonly root: boolean;
  /** First and number of the user ids that app processes may get. */
  readonly uids: { readonly first: number; readonly count: number };
  /** Descriptors that this process was started with and that every child would inherit. */
  readonly inheritedFds: readonly number[];
}

const toolFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin"];

/** Looks the machine over. */
export async function inspectMachine(nodePath: string = process.execPath): Promise<Machine> {
  const tools = Object.fromEntries(
    toolNames.flatMap((name) => {
      const path = toolFolders.map((folder) => `${folder}/${name}`).find(isExecutable);
      return path === undefined ? [] : [[name, path]];
    }),
  ) as Partial<Record<ToolName, string>>;
  const node = realpathSync(nodePath);
  return {
    node,
    tools,
    libraries: {
      node: await librariesOf(node),
      prlimit: tools.prlimit === undefined ? [] : await librariesOf(tools.prlimit),
    },
    architecture: process.arch,
    root: process.geteuid?.() === 0,
    uids: uidRange(readText("/proc/self/uid_map")),
    inheritedFds: inheritedFds(),
  };
}

/**
 * A range that no account uses: far above them where the whole range of ids exists, inside what a container's user
 * namespace maps otherwise.
 */
export function uidRange(uidMap: string): { first: number; count: number } {
  const mapped = Math.max(
    0,
    ...uidMap
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number))
      .map(([inside = 0, , count = 0]) => inside + count),
  );
  return mapped > 0x7fff_0000
    ? { first: 0x7000_0000, count: 0x10_0000 }
    : { first: Math.max(1, mapped - 30_000), count: Math.min(20_000, Math.max(0, mapped - 1)) };
}

/** The libraries that the dynamic linker loads for a program, from `ldd`; empty for a static one. */
async function librariesOf(program: string): Promise<readonly string[]> {
  const ldd = toolFolders.map((folder) => `${folder}/ldd`).find(isExecutable);
  if (ldd === undefined) return [];
  const { stdout } = await run(ldd, [program]).catch(() => ({ stdout: "" }));
  return [...stdout.matchAll(/(?:=>\s+|^\s+)(\/\S+)\s+\(0x/gm)].flatMap((match) =>
    match[1] === undefined ? [] : [match[1]],
  );
}

/** Node closes its own descriptors in children; those above the first gap that it was started with stay open. */
function inheritedFds(): number[] {
  const closeOnExec = 0o2000000;
  return listFolder("/proc/self/fd")
    .map(Number)
    .filter((fd) => {
      const flags = /^flags:\s+(\d+)$/m.exec(readText(`/proc/self/fdinfo/${fd}`))?.[1];
      return fd > 2 && flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0;
    });
}

function listFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return []; // not Linux
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // absent, or not for us
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // not Linux
  }
}
