import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { type CgroupDriver, noCgroups } from "../../services/worker/src/cgroup/cgroup-driver.ts";
import { detectCgroups } from "../../services/worker/src/cgroup/detect-cgroups.ts";
import { type Ended, Launcher } from "../../services/worker/src/sandbox/launcher.ts";
import { inspectMachine } from "../../services/worker/src/sandbox/machine.ts";
import { defaultLimits } from "../../services/worker/src/sandbox/process-limits.ts";
import type { Tier } from "../../services/worker/src/sandbox/tier.ts";

/** What an attack found out, and how its process ended. */
export interface AttackResult {
  readonly found: Record<string, unknown>;
  readonly ended: Ended;
  readonly stderr: string;
}

/** Walls to attack: real launches, without Node's permission model, so that only the operating system answers. */
export interface Range extends AsyncDisposable {
  readonly folder: string;
  /** The attacker's own release folder. */
  readonly release: string;
  readonly cgroups: CgroupDriver;
  attack(tier: Tier, code: string, target?: Record<string, unknown>): Promise<AttackResult>;
}

/** Gives the attack's code `target`, `attempt(fn)` (its value or the error's code), `dial(options)` and `tell(found)`. */
const prelude = `
import fs from "node:fs"; import net from "node:net"; import os from "node:os"; import process from "node:process";
import { spawnSync, spawn } from "node:child_process"; import { setTimeout as sleep } from "node:timers/promises";
const target = JSON.parse(process.argv[1]);
const attempt = (fn) => { try { const v = fn(); return v === undefined ? "done" : v; } catch (e) { return e.code ?? String(e); } };
const dial = (options) => new Promise((resolve) => {
  const socket = net.connect(options, () => { resolve("done"); socket.destroy(); });
  socket.on("error", (e) => resolve(e.code ?? "failed"));
  setTimeout(() => { resolve("timeout"); socket.destroy(); }, 1000);
});
const tell = (found) => {
  const bytes = Buffer.from(JSON.stringify({ hello: true, ...found }) + "\\n");
  for (let at = 0; at < bytes.length; ) {
    try { at += fs.writeSync(1, bytes, at); } catch (e) { if (e.code !== "EAGAIN") throw e; }
  }
  process.exit(0);
};
`;

/** Opens a range with a launcher per tier. */
export async function openRange(): Promise<Range> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-range-"));
  const release = join(folder, "release");
  const runFolder = join(folder, "run");
  const runtimeFolder = join(folder, "runtime");
  for (const each of [release, runFolder, runtimeFolder]) await mkdir(each);
  await chmod(release, 0o755);
  const machine = await inspectMachine();
  const { driver } = await detectCgroups(`flotilla-${process.pid}-${basename(folder).slice(-6)}`);
  let count = 0;
  return {
    folder,
    release,
    cgroups: driver,
    async attack(tier, code, target = {}) {
      const cgroups = tier === "full" ? driver : noCgroups;
      const launcher = new Launcher({
        tier,
        machine,
        cgroups,
        runFolder,
        runtimeFolder,
        disableUserns: tier === "full" || tier === "jail",
      });
      count += 1;
      const launched = await launcher.launch({
        id: `attack-${count}`,
        releaseFolder: release,
        limits: defaultLimits,
        probe: { code: prelude + code, argument: JSON.stringify(target) },
      });
      const timer = setTimeout(() => launched.kill(), 15_000);
      const [stdout, stderr, ended] = await Promise.all([
        text(launched.stdout),
        text(launched.stderr),
        launched.ended,
      ]);
      clearTimeout(timer);
      if (!stdout.startsWith('{"hello":true')) {
        throw new Error(`the attack did not come up: ${stderr.slice(0, 2_000)}`);
      }
      return { found: JSON.parse(stdout) as Record<string, unknown>, ended, stderr };
    },
    async [Symbol.asyncDispose]() {
      await driver.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Copies a program and its libraries into a release, as an attacker would upload them; returns how to run it there. */
export function bringProgram(release: string, path: string): { folder: string; name: string } {
  const folder = join(release, "bin");
  if (existsSync(join(folder, basename(path)))) return { folder: "bin", name: basename(path) };
  mkdirSync(folder, { recursive: true });
  copyFileSync(path, join(folder, basename(path)));
  for (const match of execFileSync("/usr/bin/ldd", [path], { encoding: "utf8" }).matchAll(
    /(\/\S+)\s+\(0x/g,
  )) {
    const library = match[1] ?? "";
    copyFileSync(library, join(folder, basename(library)));
  }
  return { folder: "bin", name: basename(path) };
}
