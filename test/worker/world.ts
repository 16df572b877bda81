import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Catalog, DiskObjects, type Release, type ReleaseFile, releaseId } from "@flotilla/objects";
import { createLogger, createRegistry, type Registry } from "@flotilla/service-kit";
import { createMemoryStore, type Store, type StoredLine } from "@flotilla/store";
import { Worker, type WorkerConfig, type WorkerParts, workerDefaults } from "@flotilla/worker";

/** Whether jails can be had here; tests of them are skipped by this name otherwise. */
export const hasBubblewrap = existsSync("/usr/bin/bwrap");
/** Whether user ids can be dropped and control groups joined. */
export const isRoot = process.geteuid?.() === 0;

/** An app's files by name, or the text of its `main.mjs`. */
export type Program = string | Readonly<Record<string, string | Uint8Array>>;

/** A worker with a store, a catalog and a folder of its own. */
export interface World extends AsyncDisposable {
  readonly worker: Worker;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly registry: Registry;
  readonly folder: string;
  readonly logs: () => string;
  /** Stores a release with these files, or whose `main.mjs` is this text, and starts a process of it. */
  run(team: string, program: Program, settings?: Record<string, unknown>): Promise<Run>;
  deploy(team: string, program: Program, settings?: Record<string, unknown>): Promise<Release>;
  appLines(team: string): Promise<readonly StoredLine[]>;
  metric(name: string): Promise<string[]>;
}

/** An app process under test. */
export interface Run {
  readonly release: Release;
  readonly id: string;
  readonly socketPath: string;
  readonly pid: number;
  readonly process: Worker["processes"][number];
}

/** Opens a world; `parent` is where its folder goes. */
export async function openWorld(
  config: Partial<WorkerConfig> = {},
  parts: Partial<WorkerParts> & { parent?: string } = {},
): Promise<World> {
  const folder = await mkdtemp(join(parts.parent ?? tmpdir(), "flotilla-world-"));
  const objects = new DiskObjects(join(folder, "objects"));
  await objects.start();
  const catalog = new Catalog(objects);
  const store = createMemoryStore();
  await store.start();
  let log = "";
  const write = (line: string): void => {
    log += line;
  };
  const registry = createRegistry({ version: "test" });
  const worker = new Worker({
    store,
    catalog,
    registry,
    logger: createLogger({ name: "worker", stream: { write } }),
    config: {
      ...workerDefaults,
      internalToken: "t".repeat(32),
      dataDir: join(folder, "data"),
      ...config,
    },
    ...parts,
  });
  const close = async (): Promise<void> => {
    await worker.stop();
    await store.stop();
    await objects.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await worker.start();
  } catch (error) {
    await close();
    throw error;
  }
  const deploy = (team: string, program: Program, settings: Record<string, unknown> = {}) =>
    addRelease(catalog, team, program, settings);
  return {
    worker,
    store,
    catalog,
    registry,
    folder,
    logs: () => log,
    deploy,
    async run(team, program, settings) {
      const release = await deploy(team, program, settings);
      const process = await worker.startProcess({ team, app: "app", release: release.id });
      return { release, id: process.id, socketPath: process.socketPath, pid: process.pid, process };
    },
    appLines: (team) => store.logs.read(team, "app", { limit: 10_000 }),
    metric: async (name) =>
      (await registry.metrics()).split("\n").filter((line) => line.startsWith(name)),
    [Symbol.asyncDispose]: close,
  };
}

/** Stores a release. */
export async function addRelease(
  catalog: Catalog,
  team: string,
  program: Program,
  settings: Record<string, unknown>,
): Promise<Release> {
  const bundle: ReleaseFile[] = [];
  const files = typeof program === "string" ? { "main.mjs": program } : program;
  for (const [path, content] of Object.entries(files)) {
    const body = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const sha256 = createHash("sha256").update(body).digest("hex");
    bundle.push({ path, sha256, size: body.length });
    await catalog.blobs.put(
      team,
      { sha256, size: body.length },
      (async function* () {
        yield body;
      })(),
    );
  }
  const content = {
    team,
    app: "app",
    entry: "main.ts",
    runtime: "node" as const,
    sdkVersion: "0.1.0",
    settings,
    files: [],
    bundle,
    assets: [],
  };
  const release = { ...content, id: releaseId(content), createdAt: new Date().toISOString() };
  await catalog.addRelease(release);
  return release;
}

/** Tells the store of a session that a process is about to have, under its first epoch. */
export async function addSession(
  { worker, store }: World,
  { id, socketPath, order }: Run["process"],
  claimId: string,
): Promise<string> {
  const sessionId = randomBytes(16).toString("base64url");
  await store.sessions.create({
    id: sessionId,
    team: order.team,
    app: order.app,
    release: order.release,
    state: "attached",
    owner: { workerId: worker.id, processId: id, socketPath },
    epoch: 1,
    claimId,
    connection: null,
    client: { ip: "203.0.113.7", userAgent: "test" },
    secretHash: null,
    ttlMs: 60_000,
  });
  return sessionId;
}

/** An app that does something when its button is pressed. */
export const onClick = (code: string): string => `
import * as ft from "@flotilla/sdk";
import fs from "node:fs";
ft.run((page) => {
  page.add(new ft.Button("Go", { onClick: async () => { ${code} } }));
});`;

/** Waits for a value, asking again and again. */
export async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  withinMs: number,
  what: string,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(10);
  }
}

/** A program that does nothing but run. */
export const quietProgram = `import * as ft from "@flotilla/sdk"; ft.run(() => {});`;
