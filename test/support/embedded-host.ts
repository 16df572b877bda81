import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createLogger, findInstallation, Host, localTeam, parseHostConfig } from "@flotilla/host";
import { AppFolders, program } from "./app-folders.ts";
import { appProcessesOf } from "./process-tree.ts";

const untyped = { typecheck: "off" };

/** A real embedded host in this process: its app processes are children of this one. */
export class EmbeddedHost implements AsyncDisposable {
  readonly host: Host;
  readonly #apps: AppFolders;
  readonly #data: string;

  private constructor(host: Host, apps: AppFolders, data: string) {
    this.host = host;
    this.#apps = apps;
    this.#data = data;
  }

  /** Lines of its log go to `stream`, if there is one. */
  static async start(
    env: Readonly<Record<string, string>> = {},
    stream?: { write(line: string): void },
  ): Promise<EmbeddedHost> {
    const data = await mkdtemp(join(tmpdir(), "flotilla-host-"));
    const installation = await findInstallation();
    const { config } = parseHostConfig(
      {
        FLOTILLA_LOG_LEVEL: "error",
        FLOTILLA_GATEWAY_PORT: "0",
        FLOTILLA_GATEWAY_INTERNAL_PORT: "0",
        FLOTILLA_DATA_DIR: data,
        FLOTILLA_SAMPLES: "false",
        ...env,
      },
      installation,
    );
    const host = new Host({
      config,
      logger: createLogger({ name: "test", level: config.logLevel, ...(stream && { stream }) }),
      version: "test",
      samplesDir: installation.samplesDir,
      userFolder: join(data, "user"),
    });
    await host.start();
    return new EmbeddedHost(host, await AppFolders.open(), data);
  }

  /** Deploys a program, written after the import of the SDK as `ft`; returns the release's id. */
  async deploy(app: string, body: string, settings: object = {}): Promise<string> {
    const folder = await this.#apps.write(app, {
      "main.ts": program(body),
      "flotilla.json": JSON.stringify({ ...untyped, ...settings }),
    });
    const request = { folder, team: localTeam, app, tell: () => {} };
    const { release } = await this.host.deploy(request);
    return release;
  }

  /** The socket address of an app. */
  url(app: string): string {
    return `${this.host.address.url.replace("http", "ws")}/${localTeam}/${app}/ws`;
  }

  /** The processes that run programs of apps, as seen from here. */
  async appProcesses(): Promise<readonly number[]> {
    return await appProcessesOf(process.pid);
  }

  /** Kills every app process, as a failing machine would. */
  async killApps(): Promise<void> {
    for (const pid of await this.appProcesses()) process.kill(pid, "SIGKILL");
  }

  /** What an app has printed, and what was said of it. */
  logs(app: string, listener: (line: string) => void): Promise<void> {
    return this.host.followLogs(localTeam, app, listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.host.drain();
    await this.host.stop();
    await this.#apps[Symbol.asyncDispose]();
    await rm(this.#data, { recursive: true, force: true });
  }
}
