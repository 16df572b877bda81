/** One classic BPF instruction, as the kernel's `struct sock_filter`. */
export interface Instruction {
  readonly code: number;
  readonly jt: number;
  readonly jf: number;
  readonly k: number;
}

/** What the kernel does with a call. */
export type Verdict = "allow" | "refuse" | "missing" | "kill";

/** A test on the low 32 bits of an argument; the call is refused unless it holds. */
export type ArgumentTest =
  | { readonly argument: number; readonly noneOfBits: number }
  | { readonly argument: number; readonly mask: number; readonly anyOf: readonly number[] }
  | { readonly argument: number; readonly noneOf: readonly number[] };

/** A filter in words: verdicts by number, everything unnamed gets `otherwise`. */
export interface FilterPlan {
  /** AUDIT_ARCH_* of the machine; calls of another architecture kill the process. */
  readonly auditArchitecture: number;
  readonly verdicts: ReadonlyMap<number, Verdict>;
  /** Tests of allowed calls. */
  readonly tests: ReadonlyMap<number, readonly ArgumentTest[]>;
  readonly otherwise: Verdict;
  /** Numbers from here on are newer than the table. */
  readonly newerFrom: number;
  readonly newer: Verdict;
}

/** What the return instruction of each verdict carries: SECCOMP_RET_* and an errno (EPERM 1, ENOSYS 38). */
export const verdictValues: Readonly<Record<Verdict, number>> = {
  allow: 0x7fff_0000,
  refuse: 0x0005_0001,
  missing: 0x0005_0026,
  kill: 0x8000_0000,
};

const loadWord = 0x20;
const jumpAlways = 0x05;
const jumpIfEqual = 0x15;
const jumpIfAtLeast = 0x35;
const jumpIfBits = 0x45;
const andConstant = 0x54;
const returnConstant = 0x06;

/** Offsets in `struct seccomp_data`; arguments are 64 bit, little endian on both machines. */
const numberOffset = 0;
const architectureOffset = 4;
const argumentOffset = (index: number): number => 16 + 8 * index;

interface Segment {
  readonly from: number;
  readonly code: readonly Instruction[];
}

/** Compiles a plan to BPF: architecture check, then a binary search over ranges of numbers. */
export function compileFilter(plan: FilterPlan): readonly Instruction[] {
  return [
    step(loadWord, architectureOffset),
    step(jumpIfEqual, plan.auditArchitecture, 1, 0),
    answer("kill"),
    step(loadWord, numberOffset),
    ...search(segmentsOf(plan)),
  ];
}

/** The bytes that `seccomp(2)` and bubblewrap take. */
export function encodeProgram(program: readonly Instruction[]): Uint8Array {
  const bytes = new Uint8Array(program.length * 8);
  const view = new DataView(bytes.buffer);
  program.forEach(({ code, jt, jf, k }, index) => {
    view.setUint16(index * 8, code, true);
    view.setUint8(index * 8 + 2, jt);
    view.setUint8(index * 8 + 3, jf);
    view.setUint32(index * 8 + 4, k, true);
  });
  return bytes;
}

function segmentsOf(plan: FilterPlan): Segment[] {
  const segments: Segment[] = [];
  const push = (from: number, code: readonly Instruction[]): void => {
    const last = segments.at(-1);
    if (last === undefined || JSON.stringify(last.code) !== JSON.stringify(code)) {
      segments.push({ from, code });
    }
  };
  for (let number = 0; number < plan.newerFrom; number += 1) push(number, leaf(plan, number));
  push(plan.newerFrom, [answer(plan.newer)]);
  return segments;
}

function leaf(plan: FilterPlan, number: number): readonly Instruction[] {
  const verdict = plan.verdicts.get(number) ?? plan.otherwise;
  const tests = verdict === "allow" ? (plan.tests.get(number) ?? []) : [];
  return [...tests.flatMap(testCode), answer(verdict)];
}

/** Falls through when the test holds, returns "refuse" when not. */
function testCode(test: ArgumentTest): Instruction[] {
  const load = step(loadWord, argumentOffset(test.argument));
  if ("noneOfBits" in test) {
    return [load, step(jumpIfBits, test.noneOfBits, 0, 1), answer("refuse")];
  }
  if ("noneOf" in test) {
    return [load, ...test.noneOf.flatMap((k) => [step(jumpIfEqual, k, 0, 1), answer("refuse")])];
  }
  const { anyOf } = test;
  return [
    load,
    step(andConstant, test.mask),
    ...anyOf.map((k, index) => step(jumpIfEqual, k, anyOf.length - index, 0)),
    answer("refuse"),
  ];
}

/** The halves stand one after the other; a jump over more than 255 instructions takes the long form. */
function search(segments: readonly Segment[]): readonly Instruction[] {
  const first = segments[0];
  if (first === undefined) throw new Error("seccomp: a filter needs at least one verdict");
  if (segments.length === 1) return first.code;
  const middle = segments.length >> 1;
  const lower = search(segments.slice(0, middle));
  const upper = search(segments.slice(middle));
  const boundary = segments[middle]?.from ?? 0;
  if (lower.length <= 255) {
    return [step(jumpIfAtLeast, boundary, lower.length, 0), ...lower, ...upper];
  }
  return [step(jumpIfAtLeast, boundary, 0, 1), step(jumpAlways, lower.length), ...lower, ...upper];
}

function answer(verdict: Verdict): Instruction {
  return step(returnConstant, verdictValues[verdict]);
}

function step(code: number, k: number, jt = 0, jf = 0): Instruction {
  return { code, jt, jf, k };
}
