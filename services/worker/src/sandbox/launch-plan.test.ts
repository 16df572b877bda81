import { expect, test } from "@jest/globals";
import type { LaunchOrder } from "./launch-order.ts";
import { planLaunch } from "./launch-plan.ts";
import type { Machine } from "./machine.ts";
import { defaultLimits } from "./process-limits.ts";
import { tiers } from "./tier.ts";

const machine: Machine = {
  node: "/opt/node",
  tools: {
    bwrap: "/usr/bin/bwrap",
    setpriv: "/usr/bin/setpriv",
    prlimit: "/usr/bin/prlimit",
    unshare: "/usr/bin/unshare",
    mount: "/usr/bin/mount",
    sh: "/bin/sh",
    nice: "/usr/bin/nice",
    perl: "/usr/bin/perl",
  },
  libraries: { node: ["/lib/libc.so.6"], prlimit: ["/lib/libsmartcols.so.1"] },
  architecture: "x64",
  root: true,
  uids: { first: 100, count: 100 },
  inheritedFds: [],
};
const order = (changes: Partial<LaunchOrder>): LaunchOrder => ({
  tier: "full",
  machine,
  files: { node: "/opt/node", runtime: "/dist/runtime", release: "/data/r1", scratch: "/run/s" },
  limits: defaultLimits,
  uid: 1234,
  cgroupFiles: [],
  bounded: { memory: false, cpu: false },
  stage: undefined,
  disableUserns: true,
  ...changes,
});
const lineOf = (changes: Partial<LaunchOrder>): string => {
  const plan = planLaunch(order(changes));
  return [plan.command, ...plan.arguments].join(" ");
};

test("a jailed process is started with nothing in its environment", () => {
  expect(planLaunch(order({ tier: "full" })).env).toEqual({});
  expect(planLaunch(order({ tier: "jail" })).env).toEqual({});
});

test("the user id is dropped before bubblewrap, never after it", () => {
  const line = lineOf({ tier: "full" });
  expect(line.indexOf("--reuid=1234")).toBeGreaterThan(0);
  expect(line.indexOf("--reuid=1234")).toBeLessThan(line.indexOf("/usr/bin/bwrap"));
});

test("processes are counted outside for a user id of its own, inside for a shared one", () => {
  const own = lineOf({ tier: "full" });
  expect(own.indexOf("--nproc=64")).toBeLessThan(own.indexOf("/usr/bin/bwrap"));
  const shared = lineOf({ tier: "jail" });
  expect(shared.indexOf("--nproc=64")).toBeGreaterThan(shared.indexOf("/usr/bin/bwrap"));
  expect(shared).toContain("--ro-bind /usr/bin/prlimit /usr/bin/prlimit");
});

test("memory is bounded by a data limit only where no group counts it and no thread runs", () => {
  const alone = { ...defaultLimits, threads: 0 };
  expect(lineOf({ limits: alone })).toContain("--data=");
  expect(lineOf({ limits: defaultLimits })).not.toContain("--data=");
  expect(lineOf({ limits: alone, bounded: { memory: true, cpu: true } })).not.toContain("--data=");
});

test("an app without threads may not start any", () => {
  expect(lineOf({ limits: { ...defaultLimits, threads: 0 } })).not.toContain("--allow-worker");
  expect(lineOf({})).toContain("--allow-worker");
});

test("Node's own permissions name the app's files and nothing else", () => {
  for (const tier of tiers) {
    const { arguments: words, view } = planLaunch(order({ tier }));
    expect(words).toContain("--permission");
    const granted = words.flatMap((word) => /^--allow-fs-\w+=(.*)$/.exec(word)?.[1] ?? []);
    const allowed = [view.runtime, view.release, view.scratch, "/tmp"];
    expect(granted.filter((path) => !allowed.includes(path))).toEqual([]);
    expect(words.join(" ")).not.toMatch(/--allow-(child-process|addons|wasi)/);
  }
});

test("control groups are joined before the user id is dropped", () => {
  const plan = planLaunch(order({ cgroupFiles: ["/cg/a b/cgroup.procs"] }));
  expect(plan.command).toBe("/bin/sh");
  const [, script = "", name, group, next] = plan.arguments;
  expect(script).toContain(`echo $$ > "\${1}"`);
  expect([name, group, next]).toEqual(["flotilla-launch", "/cg/a b/cgroup.procs", "/usr/bin/nice"]);
});
