import process from "node:process";
import { Control, type DeployResult } from "@flotilla/control";
import { Gateway } from "@flotilla/gateway";
import { Catalog, DiskObjects } from "@flotilla/objects";
import { FlotillaError, type Notice } from "@flotilla/protocol";
import {
  type Component,
  ComponentGroup,
  closeAll,
  createRegistry,
  createTracing,
  type Logger,
  portTaken,
  type Tracing,
} from "@flotilla/service-kit";
import { createMemoryStore, type Store } from "@flotilla/store";
import { Worker } from "@flotilla/worker";
import { ensureAdminToken } from "./admin-token.ts";
import type { HostConfig } from "./config.ts";
import { makeDataFolder } from "./data-folder.ts";
import { deployFolder, type FolderDeploy } from "./deploy-folder.ts";
import { deploySamples, samplesTeam } from "./deploy-samples.ts";
import { RunFile } from "./run-file.ts";

/** What the embedded host needs to run. */
export interface HostOptions {
  readonly config: HostConfig;
  readonly logger: Logger;
  readonly version: string;
  readonly samplesDir: string;
  /** The user's folder, where the command line looks for running hosts. */
  readonly userFolder: string;
  /** Numbers of the whole process; only one host of a process asks for them. */
  readonly processMetrics?: boolean;
}

/** Where a running host is. */
export interface HostAddress {
  readonly url: string;
  readonly internalUrl: string;
  readonly tokenFile: string;
  readonly tier: string;
}

/** The team that the local administrator acts for. */
export const localTeam = "local";

/** Gateway, worker and control in one process, with memory and a folder for drivers: nothing else is needed. */
export class Host implements Component {
  readonly name = "host";
  readonly #options: HostOptions;
  readonly #objects: DiskObjects;
  readonly #catalog: Catalog;
  readonly #store: Store;
  readonly #control: Control;
  readonly #gateway: Gateway;
  readonly #worker: Worker;
  readonly #services: ComponentGroup;
  readonly #runFile: RunFile;
  readonly #tracing: Tracing | undefined;
  #address: HostAddress | undefined;
  #stopping: Promise<void> | undefined;

  constructor(options: HostOptions) {
    const { config, version, logger } = options;
    this.#options = options;
    this.#objects = new DiskObjects(config.dataDir);
    this.#catalog = new Catalog(this.#objects);
    this.#store = createMemoryStore();
    const registry = createRegistry({
      version,
      ...(options.processMetrics === true && { processMetrics: true }),
    });
    this.#tracing = createTracing(config.tracing, "flotilla-host", (err) =>
      logger.warn({ err }, "spans not sent"),
    );
    const shared = {
      catalog: this.#catalog,
      store: this.#store,
      registry,
      tracing: this.#tracing,
    };
    this.#control = new Control({
      ...shared,
      config: config.control,
      logger,
      version,
    });
    this.#gateway = new Gateway(config.gateway, { ...shared, logger });
    this.#worker = new Worker({ ...shared, config: config.worker, logger });
    // Leaving, clients go first: their sessions end before the processes that hold them.
    this.#services = new ComponentGroup(this.name, [this.#control, this.#gateway, this.#worker]);
    this.#runFile = new RunFile(options.userFolder);
  }

  /** Known after start. */
  get address(): HostAddress {
    if (this.#address === undefined) throw new Error("host: not started");
    return this.#address;
  }

  /** The part that is being drained or stopped now. */
  get busy(): string | undefined {
    return this.#services.busy;
  }

  async start(): Promise<void> {
    const { config, logger } = this.#options;
    try {
      await makeDataFolder(config.dataDir);
      await this.#objects.start();
      await this.#store.start();
      const now = new Date();
      const tokenFile = await ensureAdminToken(this.#catalog, config.dataDir, now);
      for (const team of [localTeam, samplesTeam]) await this.#catalog.createTeam(team);
      await this.#services.start();
      const { url, internalUrl } = this.#gateway;
      this.#address = { url, internalUrl, tokenFile, tier: this.#worker.tier };
      if (config.samples) {
        const { deployer } = this.#control;
        const folder = this.#options.samplesDir;
        await deploySamples({ folder, catalog: this.#catalog, deployer, logger });
      }
      await this.#announce(this.#address, now);
    } catch (error) {
      await this.stop().catch(() => {}); // what kept it from starting is what counts
      throw explained(error);
    }
  }

  /** Deploys a folder of this machine as an app. */
  async deploy(request: FolderDeploy): Promise<DeployResult> {
    return await deployFolder(request, {
      catalog: this.#catalog,
      deployer: this.#control.deployer,
    });
  }

  /** Moves the sessions of other releases of an app to the live one, with what they have kept. */
  async endOtherReleases(team: string, app: string, release: string): Promise<void> {
    const outdated = this.#worker.processes.filter(
      ({ order }) => order.team === team && order.app === app && order.release !== release,
    );
    await Promise.all(outdated.map((process) => this.#worker.endProcess(process.id, "move")));
  }

  /** Tells the clients of an app something beside their page. */
  async notify(team: string, app: string, notice: Notice): Promise<void> {
    await this.#gateway.notify(team, app, notice);
  }

  /** Calls with each line that an app prints from now on. */
  async followLogs(team: string, app: string, listener: (line: string) => void): Promise<void> {
    await this.#store.logs.follow(team, app, (lines) => {
      for (const { text } of lines) listener(text);
    });
  }

  async drain(): Promise<void> {
    await this.#services.drain();
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#close();
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** A host that its user's command line cannot find is still a host. */
  async #announce(address: HostAddress, now: Date): Promise<void> {
    const { config, logger } = this.#options;
    const { dataDir } = config;
    const startedAt = now.toISOString();
    await this.#runFile
      .write({ ...address, dataDir, pid: process.pid, startedAt })
      .catch((error: unknown) => {
        logger.warn({ err: error }, "host not announced: name it to the command line by --url");
      });
  }

  async #close(): Promise<void> {
    await closeAll(this.name, [
      () => this.#runFile.remove(process.pid).catch(() => {}), // it could not be written either
      () => this.#services.stop(),
      () => this.#tracing?.stop(),
      () => this.#store.stop(),
      () => this.#objects.stop(),
    ]);
  }
}

/** Says what to do about a start that failed. */
function explained(cause: unknown): unknown {
  const field = (name: string): string => String(Reflect.get(Object(cause), name));
  const port = `port ${field("port")} on ${field("address")}`;
  switch (field("code")) {
    case "EADDRINUSE":
      return portTaken(cause);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND": {
      const address = field("code") === "ENOTFOUND" ? field("hostname") : field("address");
      const text = `--host ${address}: this machine has no such address; 127.0.0.1 is for this machine alone, 0.0.0.0 for all networks`;
      return new FlotillaError("CONFIG_INVALID", text, { cause });
    }
    case "EACCES": {
      if (field("syscall") !== "listen") return cause;
      const text = `${port} may not be used by this user: choose one above 1023`;
      return new FlotillaError("CONFIG_INVALID", text, { cause });
    }
    default:
      return cause;
  }
}
