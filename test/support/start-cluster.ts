import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Control, controlConfig, findInstallation } from "@flotilla/control";

import { Catalog, DiskObjects } from "@flotilla/objects";
import { createRegistry, type LeaseTimes, parseConfig, silentLogger } from "@flotilla/service-kit";
import type { Store } from "@flotilla/store";
import { createRedisStore } from "@flotilla/store/redis";
import { RedisServer } from "@flotilla/store/testing";
import { deployFolder } from "../../services/host/src/deploy-folder.ts";
import { AppFolders, program } from "./app-folders.ts";
import { ClusterNode, type NodeHooks } from "./cluster-parts/cluster-node.ts";
import type { NodeOrder, StoreStep, VitalTimes } from "./cluster-parts/node-order.ts";
import { NodeThreadPool } from "./cluster-parts/node-thread-pool.ts";
import { Ways } from "./cluster-parts/ways.ts";

/** What a cluster is made of. */
export interface ClusterOptions {
  readonly gateways?: number;
  readonly workers?: number;
  /** Of what goes wrong by chance on its ways. */
  readonly seed?: number;
  readonly leaseTimes?: LeaseTimes;
  readonly commandTimeoutMs?: number;
  readonly vitalTimes?: VitalTimes;
  /** Variables for all its services. */
  readonly env?: Readonly<Record<string, string>>;
  readonly plant?: "fence";
  readonly logLevel?: string;
  readonly onStep?: (step: StoreStep) => void;
  readonly onLog?: (node: string, line: string) => void;
}

const team = "local";
const patienceMs = 30_000;
const restartMs = 100;
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const quickLeases: LeaseTimes = { leaseMs: 2_000, renewMs: 450 };
const quickVitals: VitalTimes = { pingMs: 1_000, pongMs: 600 };

/**
 * A whole cluster in this process: each gateway and worker a real one in a thread of its own, on a real Redis, with real app
 * processes, and ways between all of them on which things go wrong as asked.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<FaultCluster> {
  return await FaultCluster.start(options);
}

/** What {@link startCluster} starts. */
export class FaultCluster implements AsyncDisposable {
  readonly ways: Ways;
  readonly nodes = new Map<string, ClusterNode>();
  /** The store as one sees it on whom nothing goes wrong. */
  readonly store: Store;
  readonly #options: ClusterOptions;
  readonly #pool = new NodeThreadPool();
  readonly #folder: string;
  readonly #objects: DiskObjects;
  readonly #apps: AppFolders;
  readonly #control: Control;
  readonly #catalog: Catalog;
  readonly #token = randomBytes(32).toString("base64url");
  #redis: RedisServer;
  #starts = 0;

  private constructor(parts: {
    options: ClusterOptions;
    folder: string;
    objects: DiskObjects;
    apps: AppFolders;
    ways: Ways;
    redis: RedisServer;
    store: Store;
    installation: Awaited<ReturnType<typeof findInstallation>>;
  }) {
    const { options, folder, objects, store, installation } = parts;
    this.#options = options;
    this.#folder = folder;
    this.#objects = objects;
    this.#apps = parts.apps;
    this.ways = parts.ways;
    this.#redis = parts.redis;
    this.store = store;
    this.#catalog = new Catalog(objects);
    const { config } = parseConfig(controlConfig, {
      FLOTILLA_CONTROL_WORK_DIR: join(folder, "work"),
      FLOTILLA_CONTROL_DEPLOYS_PER_HOUR: "100000",
    });
    const { sdkVersion, sdkTypes } = installation;
    this.#control = new Control({
      config: { ...config, internalToken: this.#token, sdkVersion, sdkTypes, port: 0 },
      catalog: this.#catalog,
      store,
      logger: silentLogger(),
      registry: createRegistry({ version: "test" }),
      version: "test",
    });
  }

  static async start(options: ClusterOptions): Promise<FaultCluster> {
    const folder = await mkdtemp(join(tmpdir(), "flotilla-faults-"));
    const objects = new DiskObjects(join(folder, "objects"));
    await mkdir(join(folder, "work", "deploys"), { recursive: true });
    await mkdir(join(folder, "effects"));
    await objects.start();
    const redis = await RedisServer.start();
    const ways = new Ways(options.seed ?? 1);
    const redisWay = await ways.open("redis-itself", { port: redis.port });
    const store = createRedisStore({ url: `redis://127.0.0.1:${redisWay.port}` });
    await store.start();
    const cluster = new FaultCluster({
      options,
      folder,
      objects,
      redis,
      ways,
      store,
      apps: await AppFolders.open(),
      installation: await findInstallation(),
    });
    await cluster.#open();
    return cluster;
  }

  /** What app processes wrote to a file `effects` in their folder, by the id of the process. */
  get effectsDir(): string {
    return join(this.#folder, "effects");
  }

  get redis(): RedisServer {
    return this.#redis;
  }

  get gateways(): readonly ClusterNode[] {
    return this.#ofKind("gateway");
  }

  get workers(): readonly ClusterNode[] {
    return this.#ofKind("worker");
  }

  /** The node of that name that is there now, or was there last. */
  node(name: string): ClusterNode {
    const node = this.nodes.get(name);
    if (node === undefined) throw new Error(`no node ${name}`);
    return node;
  }

  /** Starts a node, anew if one of that name has ended. */
  async open(name: string): Promise<ClusterNode> {
    const { leaseTimes = quickLeases, commandTimeoutMs = 1_000, env = {}, plant } = this.#options;
    const { vitalTimes = quickVitals } = this.#options;
    const redisWay = await this.ways.open(`redis>${name}`, { port: this.#redis.port });
    const order: NodeOrder = {
      kind: name.startsWith("g") ? "gateway" : "worker",
      name,
      redisUrl: `redis://127.0.0.1:${redisWay.port}`,
      objectsDir: join(this.#folder, "objects"),
      dataDir: join(this.#folder, `start-${++this.#starts}`),
      effectsDir: this.effectsDir,
      internalToken: this.#token,
      leaseTimes,
      commandTimeoutMs,
      vitalTimes,
      env,
      logLevel: this.#options.logLevel ?? "warn",
      ...(plant !== undefined && { plant }),
    };
    const node = await ClusterNode.open(order, this.#pool.take(), this.#hooks);
    this.nodes.set(name, node);
    this.ways.name(node.address.internalUrl, name);
    if (order.kind === "gateway") {
      const { port } = new URL(node.address.url);
      await this.ways.open(`client>${name}`, { port: Number(port) });
    }
    return node;
  }

  /** Starts a node as whatever watches over services does: again and again. */
  async reopen(name: string): Promise<void> {
    for (const end = performance.now() + patienceMs; ; await later(restartMs))
      try {
        await this.open(name);
        return;
      } catch (error) {
        if (performance.now() > end) throw error;
      }
  }

  /** Ends a node as SIGKILL does: its addresses refuse from now on. */
  async kill(name: string): Promise<void> {
    await this.node(name).kill();
    await Promise.all(this.ways.matching(new RegExp(`>${name}$`)).map((way) => way.down()));
  }

  /** Lets a node leave in good order. */
  async stop(name: string): Promise<void> {
    const node = this.node(name);
    node.resume();
    await node.drain();
    await node.stop();
    await Promise.all(this.ways.matching(new RegExp(`>${name}$`)).map((way) => way.down()));
  }

  /** The address of an app's socket at a gateway, by the way of its clients. */
  socketUrl(app: string, gateway: string): string {
    return `ws://127.0.0.1:${this.ways.at(`client>${gateway}`).port}/${team}/${app}/ws`;
  }

  /** Deploys a program, written after the import of the SDK as `ft`; returns the release's id. */
  async deploy(app: string, body: string, settings: object = {}): Promise<string> {
    const folder = await this.#apps.write(app, {
      "main.ts": program(body),
      "flotilla.json": JSON.stringify({ typecheck: "off", ...settings }),
    });
    const request = { folder, team, app, tell: () => {} };
    const deployer = { catalog: this.#catalog, deployer: this.#control.deployer };
    return (await deployFolder(request, deployer)).release;
  }

  /** Redis is gone and comes back after a while, with nothing of what it knew. */
  async restartRedis(downMs: number): Promise<void> {
    await this.#redis[Symbol.asyncDispose]();
    await later(downMs);
    this.#redis = await RedisServer.start();
    this.ways.redirectRedis(this.#redis.port);
  }

  /** A replica that has missed the last writes takes the place of Redis. */
  async failOver(missedMs: number): Promise<void> {
    const before = this.#redis;
    const replica = await RedisServer.start({ replicaof: `127.0.0.1 ${before.port}` });
    for (;;) {
      const info = await replica.command(["info", "replication"]);
      if (info.includes("master_link_status:up")) break;
      await later(10);
    }
    await replica.command(["config", "set", "replica-serve-stale-data", "yes"]);
    await replica.command(["replicaof", "no", "one"]);
    await later(missedMs);
    this.#redis = replica;
    this.ways.redirectRedis(replica.port);
    await before[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const nodes = [...this.nodes.values()];
    await Promise.allSettled(nodes.map((node) => node.stop()));
    await Promise.allSettled(nodes.map((node) => node.kill()));
    await this.#pool[Symbol.asyncDispose]();
    await this.store.stop();
    await this.ways[Symbol.asyncDispose]();
    await this.#redis[Symbol.asyncDispose]();
    await this.#objects.stop();
    await this.#apps[Symbol.asyncDispose]();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #open(): Promise<void> {
    const { gateways = 2, workers = 2 } = this.#options;
    await this.#catalog.createTeam(team);
    try {
      const names = (letter: string, count: number) =>
        Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
      const all = [...names("w", workers), ...names("g", gateways)];
      await Promise.all(all.map((name) => this.reopen(name)));
    } catch (error) {
      await this[Symbol.asyncDispose]();
      throw error;
    }
  }

  #ofKind(kind: "gateway" | "worker"): readonly ClusterNode[] {
    return [...this.nodes.values()].filter(({ order }) => order.kind === kind);
  }

  get #hooks(): NodeHooks {
    const { onStep = () => {}, onLog = () => {} } = this.#options;
    return { onStep, onLog, wayFrom: (node, url) => this.ways.between(node, url) };
  }
}
