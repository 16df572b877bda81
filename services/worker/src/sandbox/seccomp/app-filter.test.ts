import { describe, expect, test } from "@jest/globals";
import { arm64Syscalls, x64Syscalls } from "../../generated/syscall-numbers.ts";
import { allowedCalls } from "./allowed-calls.ts";
import { appFilter, appFilterBytes, type FilterArchitecture } from "./app-filter.ts";
import { type Instruction, verdictValues } from "./filter-program.ts";

interface Call {
  readonly audit: number;
  readonly number: number;
  readonly args?: readonly number[];
}

/** A reading of the program as the kernel reads it: `struct seccomp_data` in, the value of the return out. */
function interpret(program: readonly Instruction[], call: Call): number {
  const data = new DataView(new ArrayBuffer(64));
  data.setUint32(0, call.number, true);
  data.setUint32(4, call.audit, true);
  (call.args ?? []).forEach((value, index) => {
    data.setBigUint64(16 + 8 * index, BigInt.asUintN(64, BigInt(value)), true);
  });
  let accumulator = 0;
  for (let at = 0; at < program.length; at += 1) {
    const { code, jt, jf, k } = program[at] as Instruction;
    const jump = (condition: boolean): void => {
      at += condition ? jt : jf;
    };
    if (code === 0x20) accumulator = data.getUint32(k, true);
    else if (code === 0x05) at += k;
    else if (code === 0x15) jump(accumulator === k);
    else if (code === 0x35) jump(accumulator >= k);
    else if (code === 0x45) jump((accumulator & k) !== 0);
    else if (code === 0x54) accumulator = (accumulator & k) >>> 0;
    else if (code === 0x06) return k;
    else throw new Error(`instruction ${code} is not one the kernel takes here`);
  }
  throw new Error("the program ran off its end");
}

const machines: Record<
  FilterArchitecture,
  { audit: number; other: number; numbers: Readonly<Record<string, number>> }
> = {
  x64: { audit: 0xc000_003e, other: 0x4000_0003, numbers: x64Syscalls },
  arm64: { audit: 0xc000_00b7, other: 0x4000_0028, numbers: arm64Syscalls },
};
const withArguments = ["clone", "socket", "ioctl"];
const forbidden =
  `ptrace process_vm_readv process_vm_writev pidfd_getfd kcmp io_uring_setup io_uring_enter io_uring_register
  io_setup io_submit keyctl add_key request_key userfaultfd personality mount umount2 fsopen fsmount move_mount open_tree
  mount_setattr unshare setns pivot_root chroot bpf perf_event_open open_by_handle_at mknod mknodat memfd_secret
  landlock_create_ruleset seccomp setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset shmget shmat
  semget msgget mq_open syslog quotactl reboot kexec_load init_module finit_module delete_module swapon acct settimeofday
  clock_settime adjtimex sethostname setdomainname iopl ioperm modify_ldt vhangup fanotify_init`.split(
    /\s+/,
  );

describe.each(["x64", "arm64"] as const)("the filter for %s", (name) => {
  const machine = machines[name];
  const options = { memoryFiles: true, sockets: true };
  const program = appFilter(name, options);
  const ask = (number: number, args?: readonly number[], under = program): number =>
    interpret(under, { audit: machine.audit, number, ...(args === undefined ? {} : { args }) });
  const numberOf = (call: string): number => machine.numbers[call] ?? Number.NaN;

  test("gives every call number the verdict of its name", () => {
    const allowed = new Set([...allowedCalls, ...withArguments, "memfd_create"]);
    const byNumber = new Map(Object.entries(machine.numbers).map(([call, n]) => [n, call]));
    const newest = Math.max(...byNumber.keys());
    const wrong: string[] = [];
    for (let number = 0; number <= newest; number += 1) {
      const call = byNumber.get(number) ?? "a gap";
      const args = call === "socket" ? [1, 1, 0] : [0, 0, 0];
      const wanted =
        call === "clone3"
          ? verdictValues.missing
          : allowed.has(call)
            ? verdictValues.allow
            : verdictValues.refuse;
      if (ask(number, args) !== wanted) wrong.push(`${call} (${number})`);
    }
    expect(wrong).toEqual([]);
  });

  test("refuses each call that reaches out of the jail", () => {
    const open = forbidden.filter(
      (call) => call in machine.numbers && ask(numberOf(call), [0, 0, 0]) !== verdictValues.refuse,
    );
    expect(open).toEqual([]);
  });

  test("says of calls newer than its table that they do not exist", () => {
    const newest = Math.max(...Object.values(machine.numbers));
    for (const number of [newest + 1, 1000, 0x4000_0000, 0x4000_0001, 0xffff_ffff]) {
      expect(ask(number)).toBe(verdictValues.missing);
    }
  });

  test("kills a call made as another architecture", () => {
    for (const audit of [machine.other, 0, machine.audit ^ 1]) {
      expect(interpret(program, { audit, number: 1 })).toBe(verdictValues.kill);
    }
  });

  test("lets clone make threads and processes but no namespace", () => {
    expect(ask(numberOf("clone"), [0x3d0f00])).toBe(verdictValues.allow);
    for (const bit of [
      0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000,
    ]) {
      expect(ask(numberOf("clone"), [bit | 17])).toBe(verdictValues.refuse);
    }
  });

  test("lets plain unix and inet sockets be made and no other kind", () => {
    const socket = numberOf("socket");
    for (const family of [1, 2, 10]) {
      for (const type of [1, 2, 5, 0x80801])
        expect(ask(socket, [family, type])).toBe(verdictValues.allow);
      for (const type of [3, 4, 6, 10])
        expect(ask(socket, [family, type])).toBe(verdictValues.refuse);
    }
    for (const family of [0, 3, 16, 17, 31, 38, 40, 44]) {
      expect(ask(socket, [family, 1])).toBe(verdictValues.refuse);
    }
  });

  test("keeps typing into a terminal out of ioctl", () => {
    expect(ask(numberOf("ioctl"), [0, 0x5401])).toBe(verdictValues.allow);
    expect(ask(numberOf("ioctl"), [0, 0x5412])).toBe(verdictValues.refuse);
    expect(ask(numberOf("ioctl"), [0, 0x541c])).toBe(verdictValues.refuse);
    expect(ask(numberOf("ioctl"), [0, 0xf_0000_5412])).toBe(verdictValues.refuse); // the kernel reads 32 bits
  });

  test("without a memory cgroup there are no memory files, without an own network no sockets", () => {
    const bare = appFilter(name, { memoryFiles: false, sockets: false });
    expect(ask(numberOf("memfd_create"), [], bare)).toBe(verdictValues.refuse);
    for (const call of ["socket", "connect", "bind"]) {
      expect(ask(numberOf(call), [1, 1], bare)).toBe(verdictValues.refuse);
    }
    expect(ask(numberOf("accept4"), [], bare)).toBe(verdictValues.allow);
  });

  test("fits the kernel's limit and encodes eight bytes an instruction", () => {
    expect(program.length).toBeLessThan(4096);
    expect(appFilterBytes(name, options)).toHaveLength(program.length * 8);
    for (const { jt, jf } of program) expect(Math.max(jt, jf)).toBeLessThan(256);
  });
});
