import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { arm64Syscalls, x64Syscalls } from "../../services/worker/src/generated/syscall-numbers.ts";
import { bringProgram, openRange, type Range } from "./attack.ts";
import { hasBubblewrap, isRoot, until } from "./world.ts";

const jails = ["full", "jail"] as const;
const suite = hasBubblewrap && isRoot ? describe : describe.skip;

suite(hasBubblewrap && isRoot ? "hostile calls" : "skipped: bubblewrap", () => {
  let range: Range;
  beforeAll(async () => {
    range = await openRange();
  });
  afterAll(async () => {
    await range[Symbol.asyncDispose]();
  });

  describe("[HT-SYS-1] dangerous calls", () => {
    const names =
      `ptrace process_vm_readv process_vm_writev kcmp pidfd_getfd io_uring_setup io_uring_enter io_uring_register
      io_setup keyctl add_key request_key userfaultfd personality mount umount2 fsopen move_mount open_tree unshare setns
      pivot_root chroot bpf perf_event_open open_by_handle_at name_to_handle_at memfd_secret landlock_create_ruleset seccomp
      setuid setresuid setgroups capset shmget semget msgget mq_open syslog quotactl swapon acct`.split(
        /\s+/,
      );
    const numbers = process.arch === "arm64" ? arm64Syscalls : x64Syscalls;
    const perl = "/usr/bin/perl";
    // Every call with arguments that no call accepts: nothing happens even where it is allowed.
    const calls = names.map((name) => `${name}=${numbers[name] ?? -1}`).join(" ");
    const script = `
      my @r; for (split / /, $ARGV[0]) { my ($n, $nr) = split /=/; $! = 0; my $v = syscall($nr, -1, -1, -1, -1, -1); push @r, "$n:" . ($v == -1 ? $!+0 : "ok"); }
      push @r, "clone:" . do { $! = 0; syscall(${numbers.clone}, 0x10000000 | 0x80000000, 0, 0, 0, 0) == -1 ? $!+0 : "ok" };
      for (16, 17, 3, 40) { $! = 0; push @r, "family$_:" . (syscall(${numbers.socket}, $_, 3, 0) == -1 ? $!+0 : "ok"); }
      for (1, 2) { $! = 0; push @r, "plain$_:" . (syscall(${numbers.socket}, $_, 1, 0) == -1 ? $!+0 : "ok"); }
      $! = 0; push @r, "tiocsti:" . (syscall(${numbers.ioctl}, 0, 0x5412, 0) == -1 ? $!+0 : "ok");
      print join " ", @r;`;
    const code = `
      const run = spawnSync(target.folder + "/" + target.name, ["-e", target.script, target.calls], {
        env: { LD_LIBRARY_PATH: target.folder }, encoding: "utf8" });
      tell({ answers: run.stdout, stderr: run.stderr + (run.error?.code ?? "") });`;
    const answersOf = (found: Record<string, unknown>): Map<string, string> => {
      expect(found.stderr).toBe("");
      return new Map(
        String(found.answers)
          .split(" ")
          .map((pair): [string, string] => {
            const [name = "", answer = ""] = pair.split(":");
            return [name, answer];
          }),
      );
    };

    test.each(jails)("are answered with EPERM in %s, plain sockets are not", async (tier) => {
      const { folder, name } = bringProgram(range.release, perl);
      const target = { folder: `/app/${folder}`, name, script, calls };
      const { found } = await range.attack(tier, code, target);
      const answers = answersOf(found);
      expect(answers.get("plain1")).toBe("ok");
      expect(answers.get("plain2")).toBe("ok");
      const open = [...answers]
        .filter(([call]) => !call.startsWith("plain"))
        .filter(([, answer]) => answer !== "1");
      expect(open).toEqual([]);
      expect(answers.size).toBe(names.length + 8);
    });

    test("are answered otherwise without the filter", async () => {
      const { folder, name } = bringProgram(range.release, perl);
      const target = {
        folder: join(range.release, folder),
        name,
        script: script.replace(/push @r, "clone.*;/, ""),
        calls,
      };
      const { found } = await range.attack("none", code, target);
      const refused = [...answersOf(found)].filter(([, answer]) => answer === "1");
      expect(refused.length).toBeLessThan(8);
    });
  });

  describe("[HT-FORK-1] 150 processes at once", () => {
    const code = `
      const run = spawnSync(target.folder + "/" + target.name, ["-e", target.script], {
        env: { LD_LIBRARY_PATH: target.folder }, encoding: "utf8" });
      tell({ forks: Number(run.stdout), stderr: run.stderr + (run.error?.code ?? "") });`;
    const script = `my $n = 0; for (1..150) { my $p = fork; last unless defined $p; if (!$p) { close STDOUT; close STDERR; sleep 3; exit } $n++ } print $n; kill 9, 0 if 0;`;

    test.each(jails)("are bounded in %s, and none is left", async (tier) => {
      const { folder, name } = bringProgram(range.release, "/usr/bin/perl");
      const { found } = await range.attack(tier, code, { folder: `/app/${folder}`, name, script });
      expect(found.stderr).toBe("");
      expect(found.forks).toBeGreaterThan(5);
      expect(found.forks).toBeLessThan(64);
      await until(
        async () => ((await leftovers("perl")).length === 0 ? true : undefined),
        1_000,
        "the end of all of them",
      );
      const next = await range.attack(tier, "tell({});");
      expect(next.ended.code).toBe(0);
    });

    test("are all had where nothing is in their way", async () => {
      const { folder, name } = bringProgram(range.release, "/usr/bin/perl");
      const target = { folder: join(range.release, folder), name, script };
      const { found } = await range.attack("none", code, target);
      expect(found.forks).toBe(150);
    });

    /** Processes of the attacker's program that still exist, as the host sees them. */
    async function leftovers(program: string): Promise<string[]> {
      const left: string[] = [];
      for (const pid of await readdir("/proc")) {
        if (!/^\d+$/.test(pid)) continue;
        const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
        if (line.startsWith(`/app/bin/${program}`)) left.push(pid);
      }
      return left;
    }
  });
});
