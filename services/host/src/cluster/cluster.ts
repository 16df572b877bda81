import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { Control, type Installation } from "@flotilla/control";
import { Catalog, DiskObjects } from "@flotilla/objects";
import {
  type Component,
  certificateFiles,
  createRegistry,
  type Logger,
  PeerIdentity,
  startOrStop,
} from "@flotilla/service-kit";
import { createStore } from "@flotilla/store";
import { ensureAdminToken } from "../admin-token.ts";
import type { HostConfig } from "../config.ts";
import { makeDataFolder } from "../data-folder.ts";
import { deploySamples, samplesTeam } from "../deploy-samples.ts";
import { localTeam } from "../host.ts";
import { RunFile } from "../run-file.ts";
import { type ClusterSettings, redisOrder, serviceOrder } from "./orders.ts";
import { Part } from "./part.ts";

/** What a cluster on one machine is made of. */
export interface ClusterOptions {
  readonly gateways: number;
  readonly workers: number;
  readonly restarts: boolean;
  readonly config: HostConfig;
  readonly installation: Installation;
  /** Variables of the user, for the services. */
  readonly given: Readonly<Record<string, string>>;
  readonly logger: Logger;
  readonly version: string;
  /** The user's folder, where the command line looks for running hosts. */
  readonly userFolder: string;
  /** A part is there again, at the addresses that it had. */
  readonly onRestarted?: (part: RestartedPart) => void;
}

/** A part of the cluster that was started again. */
export interface RestartedPart {
  readonly part: string;
  readonly pid: number;
  readonly url?: string;
  readonly internalUrl?: string;
}

/** The same system as the embedded host, as separate processes around a Redis of its own. */
export class Cluster implements Component {
  readonly name = "cluster";
  readonly #options: ClusterOptions;
  readonly #settings: ClusterSettings;
  readonly #runFile: RunFile;
  #redis: Part | undefined;
  #control: Part | undefined;
  #workers: readonly Part[] = [];
  #gateways: readonly Part[] = [];
  #tokenFile = "";

  constructor(options: ClusterOptions) {
    const { config, installation, restarts, given } = options;
    const { dataDir } = config;
    this.#options = options;
    this.#settings = {
      root: installation.root,
      clientDir: installation.clientDir,
      runtimeDir: installation.runtimeDir,
      dataDir,
      objectsUrl: pathToFileURL(dataDir).href,
      internalToken: randomBytes(32).toString("base64url"),
      restarts,
      given,
    };
    this.#runFile = new RunFile(options.userFolder);
  }

  /** What the ready line says. */
  get address() {
    const url = (part: Part | undefined) => String(part?.ready.url ?? "");
    const internalUrl = (part: Part) => String(part.ready.internalUrl);
    return {
      gateways: this.#gateways.map((part) => ({
        url: url(part),
        internalUrl: internalUrl(part),
        pid: part.pid,
      })),
      workers: this.#workers.map((part) => ({ internalUrl: internalUrl(part), pid: part.pid })),
      control: { url: url(this.#control), pid: this.#control?.pid ?? 0 },
      redis: { url: url(this.#redis), pid: this.#redis?.pid ?? 0 },
      tokenFile: this.#tokenFile,
      tier: String(this.#workers[0]?.ready.tier ?? ""),
    };
  }

  async start(): Promise<void> {
    await startOrStop(this, () => this.#start());
  }

  /** Gateways first, so that clients are told; what holds their sessions after them. */
  async drain(): Promise<void> {
    const parts = [...this.#gateways, this.#control, ...this.#workers, this.#redis];
    for (const part of parts) part?.expectEnd();
    await Promise.all(this.#gateways.map((part) => part.stop()));
  }

  async stop(): Promise<void> {
    await this.#runFile.remove(process.pid).catch(() => {
      // it could not be written either
    });
    await this.drain();
    await this.#control?.stop();
    await Promise.all(this.#workers.map((part) => part.stop()));
    await this.#redis?.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #start(): Promise<void> {
    const { config, gateways, workers, logger } = this.#options;
    const { dataDir } = config;
    await makeDataFolder(dataDir);
    const objects = new DiskObjects(dataDir);
    await objects.start();
    const catalog = new Catalog(objects);
    this.#tokenFile = await ensureAdminToken(catalog, dataDir, new Date());
    for (const team of [localTeam, samplesTeam]) await catalog.createTeam(team);
    const part = (order: ConstructorParameters<typeof Part>[0]) =>
      new Part(order, logger, ({ order: { name }, pid, ready }) =>
        this.#options.onRestarted?.({ part: name, pid, ...addressesOf(ready) }),
      );
    this.#redis = part(await redisOrder(this.#settings));
    await this.#redis.start();
    const redisUrl = String(this.#redis.ready.url);
    const service = (name: "gateway" | "worker" | "control", index: number) =>
      part(serviceOrder(name, index, redisUrl, this.#settings));
    this.#control = service("control", 1);
    this.#workers = Array.from({ length: workers }, (_, n) => service("worker", n + 1));
    this.#gateways = Array.from({ length: gateways }, (_, n) => service("gateway", n + 1));
    await Promise.all([this.#control, ...this.#workers].map((each) => each.start()));
    await Promise.all(this.#gateways.map((each) => each.start()));
    if (config.samples) await this.#deploySamples(catalog, redisUrl);
    await objects.stop();
    await this.#announce();
  }

  /** By a control of this process that never listens. */
  async #deploySamples(catalog: Catalog, redisUrl: string): Promise<void> {
    const { config, installation, logger, version } = this.#options;
    const store = await createStore(redisUrl);
    await store.start();
    const { internalToken, dataDir } = this.#settings;
    const control = { ...config.control, internalToken, workFolder: join(dataDir, "samples-work") };
    const registry = createRegistry({ version });
    const files = certificateFiles(this.#settings.given);
    const identity =
      files && (await PeerIdentity.open({ role: "control", files, registry, logger }));
    const { deployer } = new Control({
      config: control,
      identity,
      catalog,
      store,
      registry,
      logger,
      version,
    });
    await mkdir(join(dataDir, "samples-work"), { recursive: true });
    await deploySamples({ folder: installation.samplesDir, catalog, deployer, logger });
    await identity?.stop();
    await store.stop();
  }

  /** The command line finds a cluster as it finds a host. */
  async #announce(): Promise<void> {
    const { gateways, tokenFile, tier } = this.address;
    const { url = "", internalUrl = "" } = gateways[0] ?? {};
    const { dataDir } = this.#settings;
    const startedAt = new Date().toISOString();
    await this.#runFile
      .write({ url, internalUrl, tokenFile, tier, dataDir, pid: process.pid, startedAt })
      .catch((error: unknown) => {
        this.#options.logger.warn({ err: error }, "cluster not announced: name it by --url");
      });
  }
}

function addressesOf({ url, internalUrl }: Readonly<Record<string, unknown>>) {
  return {
    ...(typeof url === "string" && { url }),
    ...(typeof internalUrl === "string" && { internalUrl }),
  };
}
