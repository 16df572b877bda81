import { type FSWatcher, watch } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import {
  type Component,
  createLogger,
  findInstallation,
  Host,
  type Installation,
  localTeam,
  type ProcessHandle,
  parseHostConfig,
  runService,
} from "@flotilla/host";
import {
  BuildProblems,
  checkTypes,
  chooseEntry,
  formatProblem,
  parseSettings,
  readAppFolder,
  settingsFile,
} from "@flotilla/host/app-folder";
import { userFolder } from "@flotilla/host/run-file";
import { isName, messageOf, type Notice } from "@flotilla/protocol";
import { type CommandContext, CommandError } from "../context.ts";
import { openBrowser } from "../open-browser.ts";
import { jsonLine } from "../terminal.ts";

/** Flags of `flotilla dev`. */
export interface DevOptions {
  readonly port: string;
  readonly json?: boolean;
  /** False: the browser is not started. */
  readonly open?: boolean;
}

const settleMs = 80;
const stopTimeoutMs = 20_000;

/** Runs one app on a host of its own and takes in each change of its files. */
export async function dev(
  path: string,
  options: DevOptions,
  context: CommandContext,
  process: ProcessHandle,
): Promise<void> {
  const target = resolve(context.cwd, path);
  const info = await stat(target).catch((cause: unknown) => {
    throw new CommandError(`${target}: there is no such file`, { cause });
  });
  const installation = await findInstallation();
  const dataDir = await mkdtemp(join(tmpdir(), "flotilla-dev-"));
  try {
    const { config } = parseHostConfig(
      {
        FLOTILLA_LOG_LEVEL: "warn",
        ...context.env,
        FLOTILLA_GATEWAY_PORT: options.port,
        FLOTILLA_GATEWAY_INTERNAL_PORT: "0",
        FLOTILLA_DATA_DIR: dataDir,
        FLOTILLA_SAMPLES: "false",
      },
      installation,
    );
    const logger = createLogger({ name: "flotilla", level: config.logLevel });
    const host = new Host({
      config,
      logger,
      version: context.version,
      samplesDir: installation.samplesDir,
      userFolder: userFolder(context.env),
    });
    const folder = info.isDirectory() ? target : dirname(target);
    const entry = info.isDirectory() ? undefined : basename(target);
    const component = new DevSession({ host, folder, entry, installation, options, context });
    await runService({ component, logger, process, stopTimeoutMs });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface DevSessionOptions {
  readonly host: Host;
  readonly folder: string;
  readonly entry: string | undefined;
  readonly installation: Installation;
  readonly options: DevOptions;
  readonly context: CommandContext;
}

/** A host and the watch over one folder. */
class DevSession implements Component {
  readonly name = "dev";
  readonly #options: DevSessionOptions;
  readonly #app: string;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  readonly #leaving = new AbortController();
  #isReady = false;

  constructor(options: DevSessionOptions) {
    this.#options = options;
    const name = basename(options.folder);
    this.#app = isName(name) ? name : "app";
  }

  async start(): Promise<void> {
    const { host, folder } = this.#options;
    await host.start();
    try {
      await host.followLogs(localTeam, this.#app, (line) => this.#log(line));
      this.#watcher = watch(folder, { recursive: true }, (_event, name) => this.#changed(name));
      this.#watcher.on("error", (error) => this.#fail(error));
      this.#working = this.#reload();
      await this.#working;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** What is being taken in is given up: nobody waits for it any more. */
  async drain(): Promise<void> {
    this.#leave();
    await this.#working;
    await this.#options.host.drain();
  }

  async stop(): Promise<void> {
    this.#leave();
    await this.#options.host.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #leave(): void {
    this.#watcher?.close();
    clearTimeout(this.#timer);
    this.#leaving.abort();
  }

  /** Editors write a file in several steps: the last one counts. */
  #changed(name: string | null): void {
    if (name !== null && /(^|[\\/])(\.|node_modules)/.test(name)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#working = this.#working.then(() => this.#reload());
    }, settleMs);
  }

  /** A change that does not build is told; what ran goes on running. */
  async #reload(): Promise<void> {
    const { host, folder, entry } = this.#options;
    const began = performance.now();
    try {
      const { release, changed } = await host.deploy({
        folder,
        team: localTeam,
        app: this.#app,
        ...(entry !== undefined && { entry }),
        tell: (event) => {
          if (event.event === "warning") this.#warn(event.text);
        },
        checksTypes: false,
        signal: this.#leaving.signal,
      });
      if (changed) await host.endOtherReleases(localTeam, this.#app, release);
      await host.notify(localTeam, this.#app, { type: "build_ok" });
      this.#announce(changed, release, Math.round(performance.now() - began));
      if (changed) await this.#checkTypes();
    } catch (error) {
      if (this.#leaving.signal.aborted) return;
      this.#fail(error);
      await host.notify(localTeam, this.#app, failureOf(error));
    }
  }

  async #checkTypes(): Promise<void> {
    const { folder, installation } = this.#options;
    const entry = this.#options.entry ?? (await entryOf(folder));
    const { signal } = this.#leaving;
    const { sdkTypes } = installation;
    const { problems } = await checkTypes({ folder, entry, sdkTypes, signal });
    for (const problem of problems) this.#warn(formatProblem(problem));
  }

  #announce(changed: boolean, release: string, tookMs: number): void {
    const { host, options, context } = this.#options;
    const url = `${host.address.url}/${localTeam}/${this.#app}/`;
    const isFirst = !this.#isReady;
    this.#isReady = true;
    if (!isFirst && !changed) return;
    if (options.json === true) {
      context.terminal.out(
        jsonLine(isFirst ? { event: "ready", url } : { event: "reloaded", url, release, tookMs }),
      );
    } else context.terminal.err(isFirst ? `Ready: ${url}\n` : `Reloaded in ${tookMs} ms\n`);
    const isWatched = options.json !== true && context.terminal.isInteractive;
    if (isFirst && isWatched && options.open !== false) openBrowser(url, context);
  }

  #log(text: string): void {
    const { options, context } = this.#options;
    context.terminal.out(options.json === true ? jsonLine({ event: "log", text }) : `${text}\n`);
  }

  #warn(text: string): void {
    const { options, context } = this.#options;
    if (options.json === true) context.terminal.out(jsonLine({ event: "warning", text }));
    else context.terminal.err(`warning: ${text}\n`);
  }

  #fail(error: unknown): void {
    const { options, context } = this.#options;
    const message = messageOf(error);
    if (options.json === true) context.terminal.out(jsonLine({ event: "failed", message }));
    context.terminal.err(`${message}\n`);
  }
}

/** What the browser shows over the app: the first thing that is wrong, and where. */
function failureOf(error: unknown): Extract<Notice, { type: "build_failed" }> {
  const text = messageOf(error);
  const { cause } = error instanceof Error ? error : {};
  const [first] = cause instanceof BuildProblems ? cause.problems : [];
  const { file, line, column } = first ?? {};
  return {
    type: "build_failed",
    text,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}

async function entryOf(folder: string): Promise<string> {
  const paths = (await readAppFolder(folder)).map((file) => file.path);
  const text = paths.includes(settingsFile)
    ? await readFile(join(folder, settingsFile), "utf8")
    : undefined;
  return chooseEntry(parseSettings(text), paths);
}
