import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Catalog, DiskObjects } from "@flotilla/objects";
import { createRegistry } from "@flotilla/service-kit";
import { describe, expect, test } from "@jest/globals";
import { inspectMachine } from "../../services/worker/src/sandbox/machine.ts";
import { addRelease, hasBubblewrap, isRoot, openWorld, quietProgram, until } from "./world.ts";

const suite = hasBubblewrap && isRoot ? describe : describe.skip;

suite(hasBubblewrap && isRoot ? "[HT-DOWN-1] a machine" : "skipped: bubblewrap", () => {
  test("without bubblewrap runs at what it has, and says so", async () => {
    const machine = await inspectMachine();
    const { bwrap: _bwrap, ...tools } = machine.tools;
    await using world = await openWorld({}, { machine: { ...machine, tools } });
    expect(world.worker.tier).toBe("landlock");
    expect(world.logs()).toMatch(/"tier":"full","reason":"bwrap not installed"/);
    expect(world.logs()).toContain("INSECURE: isolation fit for one team only");
    await world.run("crew", quietProgram);
  });

  test("with nothing at all runs unprotected, and says so louder", async () => {
    const machine = await inspectMachine();
    await using world = await openWorld({}, { machine: { ...machine, tools: {} } });
    expect(world.worker.tier).toBe("none");
    expect(world.logs()).toContain("INSECURE: app processes are not isolated");
    expect(await world.metric("flotilla_sandbox_tier_info")).toContain(
      'flotilla_sandbox_tier_info{tier="none"} 1',
    );
    await world.run("crew", quietProgram);
  });

  test.each([
    ["bwrap", /bwrap not installed/],
    ["setpriv", /setpriv not installed/],
    ["prlimit", /prlimit not installed/],
  ] as const)(
    "without %s does not become ready when the full tier is required",
    async (name, why) => {
      const machine = await inspectMachine();
      const { [name]: _gone, ...tools } = machine.tools;
      const registry = createRegistry({ version: "test" });
      await expect(
        openWorld({ minTier: "full" }, { machine: { ...machine, tools }, registry }),
      ).rejects.toThrow(why);
      expect(await registry.metrics()).toContain('flotilla_sandbox_tier_info{tier="full"} 0');
    },
  );

  test("whose jail tool is broken does not become ready", async () => {
    const machine = await inspectMachine();
    const tools = { ...machine.tools, bwrap: "/bin/false" };
    await expect(
      openWorld({ minTier: "jail" }, { machine: { ...machine, tools } }),
    ).rejects.toThrow('"jail" is required, this machine reaches "landlock"');
  });

  test("whose jail tool lets everything through does not become ready", async () => {
    const machine = await inspectMachine();
    // Runs what follows "--" with no walls around it.
    const open = join(await mkdtemp(join(tmpdir(), "flotilla-open-")), "bwrap");
    await writeExecutable(
      open,
      '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done; shift 2\nexec "$NODE" "$@"\n',
      machine.node,
    );
    const tools = { ...machine.tools, bwrap: open };
    await expect(
      openWorld({ minTier: "jail" }, { machine: { ...machine, tools } }),
    ).rejects.toThrow(/full: .*reaches the worker's network/);
    await rm(join(open, ".."), { recursive: true });
  });

  test("without a call filter for its processor does not become ready", async () => {
    const machine = await inspectMachine();
    await expect(
      openWorld({ minTier: "jail" }, { machine: { ...machine, architecture: "riscv64" } }),
    ).rejects.toThrow("no call filter for riscv64");
  });
});

describe.each(hasBubblewrap && isRoot ? ["full", "jail", "landlock", "none"] : ["none"])(
  "a worker in tier %s that is gone",
  (maxTier) => {
    test.each(["SIGKILL", "SIGTERM"] as const)(
      "by %s leaves nothing behind",
      async (signal) => {
        const folder = await mkdtemp(join(tmpdir(), "flotilla-gone-"));
        try {
          const { worker, url } = await startAlone(folder, maxTier);
          const objects = new DiskObjects(join(folder, "objects"));
          await objects.start();
          const release = await addRelease(new Catalog(objects), "crew", quietProgram, {});
          await objects.stop();
          const answer = await fetch(`${url}/v1/processes`, {
            method: "POST",
            headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
            body: JSON.stringify({ team: "crew", app: "app", release: release.id }),
          });
          const { socketPath } = (await answer.json()) as { socketPath: string };
          const tree = descendants(worker.pid ?? 0).filter((pid) => pid !== worker.pid);
          expect(tree.length).toBeGreaterThanOrEqual(2); // the caretaker and the app
          const runFolder = join(socketPath, "../..");
          const ofProcesses = (await readdir(runFolder)).filter((name) => !name.includes("."));
          expect(ofProcesses).toHaveLength(1);
          expect(groupsOf(worker.pid ?? 0).length > 0).toBe(maxTier === "full");

          // Nothing ends by itself that stands still: the kernel has to end it with its worker.
          if (signal === "SIGKILL")
            for (const pid of tree.filter(isOfApp)) process.kill(pid, "SIGSTOP");
          worker.kill(signal);
          await once(worker, "exit");
          await until(() => (tree.some(isThere) ? undefined : true), 5_000, "the processes' end");
          await until(
            async () => ((await readdir(join(folder, "data/run"))).length === 0 ? true : undefined),
            5_000,
            "the run folder's end",
          );
          await until(
            () => (groupsOf(worker.pid ?? 0).length === 0 ? true : undefined),
            5_000,
            "the control groups' end",
          );
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      },
      20_000,
    );
  },
);

const token = "t".repeat(32);

async function startAlone(
  folder: string,
  maxTier: string,
): Promise<{ worker: ChildProcess; url: string }> {
  await mkdir(join(folder, "objects"));
  const main = join(import.meta.dirname, "../../services/worker/src/main.ts");
  const worker = spawn(process.execPath, [main], {
    env: {
      FLOTILLA_INTERNAL_TOKEN: token,
      FLOTILLA_OBJECTS_URL: `file://${folder}/objects`,
      FLOTILLA_DATA_DIR: join(folder, "data"),
      FLOTILLA_WORKER_INTERNAL_PORT: "0",
      FLOTILLA_WORKER_MAX_TIER: maxTier,
      FLOTILLA_WORKER_DRAIN: "200ms",
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let output = "";
  worker.stdout?.on("data", (chunk: Buffer) => {
    output += chunk;
  });
  const ready = await until(
    () => output.split("\n").find((line) => line.includes('"event":"ready"')),
    20_000,
    "the worker's ready line",
  );
  const { internalUrl, tier } = JSON.parse(ready) as { internalUrl: string; tier: string };
  expect(tier).toBe(maxTier);
  return { worker, url: internalUrl };
}

function descendants(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  return [
    pid,
    ...children
      .map(Number)
      .filter((child) => child > 0)
      .flatMap(descendants),
  ];
}

/** Not the one that clears up after the worker. */
function isOfApp(pid: number): boolean {
  return !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("caretaker");
}

/** A zombie is no process any more; where nobody reaps, it stays in the list. */
function isThere(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

function groupsOf(pid: number): string[] {
  const memory = "/sys/fs/cgroup";
  return readdirSync(memory, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.includes(`flotilla-${pid}-`),
  );
}

async function writeExecutable(path: string, text: string, node: string): Promise<void> {
  const { chmod, writeFile } = await import("node:fs/promises");
  await writeFile(path, text.replace("$NODE", node));
  await chmod(path, 0o755);
  await chmod(join(path, ".."), 0o755);
}
