import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { chmod, chown, mkdir, rm, writeFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { join } from "node:path";
import process from "node:process";
import type { Readable } from "node:stream";
import type { Cgroup, CgroupDriver } from "../cgroup/cgroup-driver.ts";
import { openAppSocket } from "./app-socket.ts";
import { accountsText } from "./bubblewrap.ts";
import { CleanUp } from "./clean-up.ts";
import type { AppView, LaunchOrder, Probe } from "./launch-order.ts";
import { planLaunch } from "./launch-plan.ts";
import type { Machine } from "./machine.ts";
import type { ProcessLimits } from "./process-limits.ts";
import { appFilterBytes, isFilterArchitecture } from "./seccomp/app-filter.ts";
import { isReachableByAll, type NeededPath, planStage, type Stage } from "./staging.ts";
import type { Tier } from "./tier.ts";

/** What every launch of a worker shares. */
export interface LauncherOptions {
  readonly tier: Tier;
  readonly machine: Machine;
  readonly cgroups: CgroupDriver;
  /** Folder for sockets and scratch folders, private to the worker. */
  readonly runFolder: string;
  /** Folder with the built runtime. */
  readonly runtimeFolder: string;
  readonly disableUserns: boolean;
  /** Something that a process has left could not be taken away. */
  readonly onLeftover?: (error: unknown) => void;
}

/** One process to start. */
export interface LaunchRequest {
  /** Unique in this worker; becomes a folder name. */
  readonly id: string;
  readonly releaseFolder: string;
  readonly limits: ProcessLimits;
  /** Runs this program text instead of the runtime. */
  readonly probe?: Probe;
}

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly oomKilled: boolean;
}

/** A started app process; everything it left is gone when `ended` resolves. */
export interface LaunchedProcess {
  /** The outermost process, as seen from here. */
  readonly pid: number;
  readonly socketPath: string;
  readonly control: Socket;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly view: AppView;
  readonly ended: Promise<Ended>;
  /** Ends it and everything it started, at once. */
  kill(): void;
}

/** Starts app processes behind the walls of one tier. The only place that spawns app code. */
export class Launcher {
  readonly tier: Tier;
  readonly #options: LauncherOptions;
  readonly #uidsInUse = new Set<number>();
  #written: Promise<readonly string[]> | undefined;

  constructor(options: LauncherOptions) {
    this.tier = options.tier;
    this.#options = options;
  }

  /** Whether somebody bounds the memory of launched processes, so that no watch is needed. */
  get boundsMemory(): boolean {
    return this.tier === "full" && this.#options.cgroups.bounds.memory;
  }

  get #isJailed(): boolean {
    return this.tier === "full" || this.tier === "jail";
  }

  async launch(request: LaunchRequest): Promise<LaunchedProcess> {
    const folder = join(this.#options.runFolder, request.id);
    const uid = this.#takeUid();
    const cleanUp = new CleanUp(this.#options.onLeftover ?? (() => {}));
    cleanUp.add(() => this.#returnUid(uid));
    try {
      await mkdir(folder, { mode: 0o711 });
      cleanUp.add(() => rm(folder, { recursive: true, force: true }));
      return await this.#start(request, folder, uid, cleanUp);
    } catch (error) {
      await cleanUp.run();
      throw error;
    }
  }

  async #start(
    request: LaunchRequest,
    folder: string,
    uid: number | undefined,
    cleanUp: CleanUp,
  ): Promise<LaunchedProcess> {
    const cgroup = await this.#openCgroup(request);
    cleanUp.add(() => cgroup?.remove());
    const order = await this.#order(request, folder, uid, cgroup);
    const plan = planLaunch(order);
    // The process gets copies of its own; ours are closed, whether it comes to be or not.
    await using ours = new AsyncDisposableStack();
    const socket = await openAppSocket(folder);
    ours.defer(() => socket.release());
    const open = (path: string): number => ours.adopt(openSync(path, "r"), closeSync);
    const files = await this.#files(open);
    const child = spawn(plan.command, plan.arguments, {
      env: { ...plan.env },
      cwd: this.#isJailed ? "/" : order.files.scratch,
      detached: true, // a terminal's Ctrl-C is for the worker, which drains first
      stdio: this.#descriptors(socket.fd, files, open("/dev/null")),
    });
    await once(child, "spawn");
    return adopt(child, { socketPath: socket.path, view: plan.view, cgroup, cleanUp });
  }

  async #order(
    request: LaunchRequest,
    folder: string,
    uid: number | undefined,
    cgroup: Cgroup | undefined,
  ): Promise<LaunchOrder> {
    const { machine, runtimeFolder, tier, cgroups, disableUserns } = this.#options;
    const jailed = this.#isJailed;
    const scratch = join(folder, "scratch");
    if (!jailed) await makeScratch(scratch, uid);
    const files: AppView = {
      node: machine.node,
      runtime: runtimeFolder,
      release: request.releaseFolder,
      scratch,
    };
    return {
      tier,
      machine,
      files,
      limits: request.limits,
      uid,
      cgroupFiles: cgroup?.joinFiles ?? [],
      bounded: cgroup === undefined ? { memory: false, cpu: false } : cgroups.bounds,
      stage: uid === undefined ? undefined : stageFor(files, jailed),
      disableUserns,
      ...(request.probe === undefined ? {} : { probe: request.probe }),
    };
  }

  async #openCgroup(request: LaunchRequest): Promise<Cgroup | undefined> {
    if (this.tier !== "full" || this.#options.cgroups.version === "none") return undefined;
    return await this.#options.cgroups.create(request.id, request.limits);
  }

  /** Descriptors 5 and 6: the call filter and the jail's account file; each is read to its end, so each launch opens its own. */
  async #files(open: (path: string) => number): Promise<number[]> {
    if (this.tier === "none") return [];
    this.#written ??= this.#writeFiles();
    try {
      return (await this.#written).map(open);
    } catch (error) {
      this.#written = undefined; // the next launch tries again
      throw error;
    }
  }

  /** Once for all launches: a disk that has filled up since does not keep processes from being started. */
  async #writeFiles(): Promise<readonly string[]> {
    const { architecture } = this.#options.machine;
    if (!isFilterArchitecture(architecture)) {
      throw new Error(`launch: no call filter for ${architecture}`);
    }
    const filter = appFilterBytes(architecture, {
      memoryFiles: this.boundsMemory,
      sockets: this.tier !== "landlock",
    });
    const pathOf = (name: string): string => join(this.#options.runFolder, `${this.tier}.${name}`);
    await writeFile(pathOf("filter"), filter, { mode: 0o600 });
    await writeFile(pathOf("accounts"), accountsText, { mode: 0o600 });
    return [pathOf("filter"), pathOf("accounts")];
  }

  /** What the worker itself was started with is covered by an empty file: nothing of it reaches an app. */
  #descriptors(listener: number, files: readonly number[], blank: number): StdioOptions {
    const wanted = ["ignore", "pipe", "pipe", "pipe", listener, ...files] as const;
    const inherited = this.#options.machine.inheritedFds;
    const length = Math.max(wanted.length, ...inherited.map((fd) => fd + 1));
    return Array.from(
      { length },
      (_, fd) => wanted[fd] ?? (inherited.includes(fd) ? blank : "ignore"),
    );
  }

  /** `full`: an id of its own; `jail` and `landlock` started as root: one for all, never root; else the worker's. */
  #takeUid(): number | undefined {
    const { machine } = this.#options;
    if (!machine.root || this.tier === "none") return undefined;
    const { first, count } = machine.uids;
    if (this.tier !== "full") return first;
    // Several workers may share a machine: a random place makes it unlikely that they share an id.
    for (let tries = 0; tries < 1_000; tries += 1) {
      const uid = first + 1 + Math.floor(Math.random() * (count - 1));
      if (this.#uidsInUse.has(uid)) continue;
      this.#uidsInUse.add(uid);
      return uid;
    }
    throw new Error(`launch: no free user id in ${first}…${first + count}`);
  }

  #returnUid(uid: number | undefined): void {
    if (uid !== undefined) this.#uidsInUse.delete(uid);
  }
}

function adopt(
  child: ChildProcess,
  parts: {
    socketPath: string;
    view: AppView;
    cgroup: Cgroup | undefined;
    cleanUp: CleanUp;
  },
): LaunchedProcess {
  const { pid, stdout, stderr } = child;
  const control = child.stdio[3];
  if (pid === undefined || stdout === null || stderr === null || !isSocket(control)) {
    throw new Error("launch: the process came without its pipes");
  }
  // An app can reset any of them at any time; its exit says what happened.
  for (const stream of [stdout, stderr, control]) stream.on("error", () => {});
  const { cgroup } = parts;
  const kill = (): void => {
    killGroup(pid);
    void cgroup?.kill();
  };
  const ended = once(child, "exit").then(async ([code, signal]): Promise<Ended> => {
    killGroup(pid);
    await cgroup?.kill();
    const oomKilled = cgroup !== undefined && (await cgroup.oomKills()) > 0;
    await parts.cleanUp.run();
    return { code, signal, oomKilled };
  });
  return {
    pid,
    socketPath: parts.socketPath,
    control,
    stdout,
    stderr,
    view: parts.view,
    ended,
    kill,
  };
}

/** The launch is a process group of its own. In a jail the group's head takes everything inside with it. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // nothing of it is left
  }
}

function stageFor(files: AppView, jailed: boolean): Stage | undefined {
  const needed: NeededPath[] = [
    { name: "node", path: files.node },
    { name: "runtime", path: files.runtime },
    { name: "release", path: files.release },
    ...(jailed ? [] : [{ name: "scratch", path: files.scratch }]),
  ];
  if (needed.every(({ name, path }) => name === "scratch" || isReachableByAll(path))) {
    if (jailed || isReachableByAll(join(files.scratch, ".."))) return undefined;
  }
  const stage = planStage(needed, []);
  if (stage === undefined) throw new Error("launch: no folder to bind the app's files to");
  return stage;
}

async function makeScratch(path: string, uid: number | undefined): Promise<void> {
  await mkdir(path);
  await chmod(path, 0o700);
  if (uid !== undefined) await chown(path, uid, uid);
}

function isSocket(stream: unknown): stream is Socket {
  return typeof stream === "object" && stream !== null && "write" in stream && "read" in stream;
}
