import { arm64Syscalls, x64Syscalls } from "../../generated/syscall-numbers.ts";
import { allowedCalls, dialCalls, memoryFileCall } from "./allowed-calls.ts";
import {
  type ArgumentTest,
  compileFilter,
  encodeProgram,
  type Instruction,
  type Verdict,
} from "./filter-program.ts";

/** Machines we have a table for, by Node's names. */
export type FilterArchitecture = "x64" | "arm64";

/** What the surroundings of the process leave to the filter. */
export interface FilterOptions {
  /** A memory cgroup counts memory files. */
  readonly memoryFiles: boolean;
  /** The process has a network namespace of its own. */
  readonly sockets: boolean;
}

const machines: Readonly<
  Record<FilterArchitecture, { audit: number; numbers: Readonly<Record<string, number>> }>
> = {
  x64: { audit: 0xc000_003e, numbers: x64Syscalls },
  arm64: { audit: 0xc000_00b7, numbers: arm64Syscalls },
};

/** CLONE_NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET and NEWNS. */
const namespaceBits = 0x7e02_0000;
const [unix, inet, inet6] = [1, 2, 10];
const [stream, datagram, sequence] = [1, 2, 5];
const terminalInput = 0x5412; // TIOCSTI
const consoleSelection = 0x541c; // TIOCLINUX

const argumentTests: Readonly<Record<string, readonly ArgumentTest[]>> = {
  clone: [{ argument: 0, noneOfBits: namespaceBits }],
  socket: [
    { argument: 0, mask: 0xffff_ffff, anyOf: [unix, inet, inet6] },
    { argument: 1, mask: 0xf, anyOf: [stream, datagram, sequence] },
  ],
  ioctl: [{ argument: 1, noneOf: [terminalInput, consoleSelection] }],
};

/** Whether {@link appFilter} knows this machine. */
export function isFilterArchitecture(name: string): name is FilterArchitecture {
  return name in machines;
}

/** The instructions of the filter every app process runs under. */
export function appFilter(
  architecture: FilterArchitecture,
  options: FilterOptions,
): readonly Instruction[] {
  const { audit, numbers } = machines[architecture];
  const verdicts = new Map<number, Verdict>();
  const tests = new Map<number, readonly ArgumentTest[]>();
  const names = new Set([...allowedCalls, ...Object.keys(argumentTests)]);
  if (options.memoryFiles) names.add(memoryFileCall);
  if (!options.sockets) for (const name of dialCalls) names.delete(name);
  for (const name of names) {
    const number = numbers[name];
    if (number === undefined) continue; // the older form of a call that this machine never had
    verdicts.set(number, "allow");
    const test = argumentTests[name];
    if (test !== undefined) tests.set(number, test);
  }
  const clone3 = numbers.clone3;
  if (clone3 !== undefined) verdicts.set(clone3, "missing"); // its flags are behind a pointer; the C library falls back to clone
  return compileFilter({
    auditArchitecture: audit,
    verdicts,
    tests,
    otherwise: "refuse",
    newerFrom: Math.max(...Object.values(numbers)) + 1,
    newer: "missing",
  });
}

/** {@link appFilter} as the bytes that the kernel takes. */
export function appFilterBytes(
  architecture: FilterArchitecture,
  options: FilterOptions,
): Uint8Array {
  return encodeProgram(appFilter(architecture, options));
}
