import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Catalog, type ReleaseFile, releaseId } from "@flotilla/objects";
import { FlotillaError, type LiveRelease } from "@flotilla/protocol";
import {
  chooseEntry,
  completeSettings,
  parseSettings,
  settingsFile,
} from "../build/app-settings.ts";
import { type BuiltFile, buildApp } from "../build/build-app.ts";
import { buildFailed, formatProblem } from "../build/build-problem.ts";
import { checkTypes } from "../build/check-types.ts";
import { checkFiles, type FileLimits } from "../build/file-rules.ts";
import { hasLockfile, installDependencies } from "../build/install-dependencies.ts";
import { readRunOptions } from "../build/run-options.ts";
import type { ControlMetrics } from "../metrics.ts";
import type { AppStarter } from "./app-starter.ts";
import type { DeployEvent, DeployResult, DeployStep } from "./deploy-event.ts";
import { releaseContent } from "./release-content.ts";
import type { Semaphore } from "./semaphore.ts";
import type { WorkFolder } from "./work-folder.ts";

/** What every deploy of this host shares. */
export interface DeployerOptions {
  readonly catalog: Catalog;
  readonly starter: AppStarter;
  readonly metrics: ControlMetrics;
  readonly turns: Semaphore;
  readonly now: () => Date;
  readonly workFolder: WorkFolder;
  readonly packageCache: string;
  readonly registryUrl: string;
  readonly sdkVersion: string;
  readonly sdkTypes: Readonly<Record<string, string>>;
  readonly fileLimits: FileLimits;
  /** Tells the other services that a release is live. */
  readonly announce: (live: LiveRelease) => Promise<void>;
}

/** One deploy. */
export interface DeployRequest {
  readonly team: string;
  readonly app: string;
  readonly files: readonly ReleaseFile[];
  readonly tell: (event: DeployEvent) => void;
  /** The file that calls `ft.run`, instead of what the files say. */
  readonly entry?: string;
  /** False: types are checked elsewhere (samples) or later (while an author waits). */
  readonly checksTypes?: boolean;
  /** False: the process of the try is ended, nobody is about to come. */
  readonly keepsProcess?: boolean;
  /** Gives the deploy up, unless its release is about to go live. */
  readonly signal?: AbortSignal;
}

/** A deploy that has had its turn. */
type RunningDeploy = DeployRequest & { readonly signal: AbortSignal };

/** Turns uploaded files into the live release: whatever happens on the way, the old one stays live until the last step. */
export class Deployer {
  readonly #options: DeployerOptions;
  readonly #running = new Set<Promise<DeployResult>>();
  /** Aborted when no deploy gets its turn any more. */
  readonly #leaving = new AbortController();
  /** Aborted when those that run are given up. */
  readonly #givingUp = new AbortController();

  constructor(options: DeployerOptions) {
    this.#options = options;
  }

  /** Builds, tries and activates; throws what is wrong with the app, `DRAINING` if control leaves before. */
  async deploy(request: DeployRequest): Promise<DeployResult> {
    using _turn = await this.#options.turns.take(this.#leaving.signal);
    const signals = [this.#givingUp.signal, ...(request.signal ? [request.signal] : [])];
    const running = this.#counted({ ...request, signal: AbortSignal.any(signals) });
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Takes no further deploys, also of those that wait; what has not ended after the grace is given up. */
  async drain(graceMs: number): Promise<void> {
    this.#leaving.abort(leaving());
    const timer = setTimeout(() => this.#givingUp.abort(leaving()), graceMs);
    await Promise.allSettled(this.#running);
    clearTimeout(timer);
  }

  /** Makes a stored release the live one, in one step. */
  async activate(team: string, app: string, release: string): Promise<DeployResult> {
    const { catalog } = this.#options;
    const done = await catalog.activate(team, app, release);
    if (done === undefined)
      throw new FlotillaError("APP_UNKNOWN", `no app "${app}" in team "${team}"`);
    const changed = done.previous !== release;
    if (changed) await this.#options.announce({ team, app, release });
    return { team, app, release, changed };
  }

  /** Makes an earlier release the live one again. */
  async rollBack(team: string, app: string, release: string): Promise<DeployResult> {
    const result = await this.activate(team, app, release);
    if (result.changed) this.#options.metrics.deployed("rolled_back");
    return result;
  }

  async #counted(request: RunningDeploy): Promise<DeployResult> {
    const { metrics } = this.#options;
    try {
      const result = await this.#run(request);
      metrics.deployed("ok");
      return result;
    } catch (error) {
      metrics.deployed(isAuthorsFault(error) ? "invalid" : "failed");
      request.signal.throwIfAborted();
      throw error;
    }
  }

  async #run(request: RunningDeploy): Promise<DeployResult> {
    const { catalog, workFolder, now } = this.#options;
    const { team, app } = request;
    checkFiles(request.files, this.#options.fileLimits);
    await using folder = await workFolder.make();
    const { built, content } = await this.#build(request, folder.path);
    const id = releaseId(content);
    const release = { ...content, id, createdAt: now().toISOString() };
    if ((await catalog.app(team, app))?.live === id) {
      return { team, app, release: id, changed: false };
    }
    await this.#step(request, "publish", async () => {
      for (const file of built) await this.#store(team, file, content.bundle);
      await catalog.addRelease(release);
    });
    await this.#step(request, "start", () => this.#try(request, id));
    await catalog.addRelease(release); // the same files may have failed beside this deploy
    await catalog.createApp(team, app); // not before: an app without a release is no app
    return await this.#step(request, "activate", () => this.activate(team, app, id));
  }

  async #build(request: RunningDeploy, folder: string) {
    const { files, signal, tell } = request;
    await this.#step(request, "fetch", () => this.#fetch(request, folder));
    const paths = files.map((file) => file.path);
    const settings = parseSettings(
      paths.includes(settingsFile) ? await readFile(join(folder, settingsFile), "utf8") : undefined,
    );
    const entry = request.entry ?? chooseEntry(settings, paths);
    if (hasLockfile(paths)) {
      await this.#step(request, "install", () =>
        installDependencies(folder, paths, {
          cacheFolder: this.#options.packageCache,
          registry: this.#options.registryUrl,
          signal,
        }),
      );
    }
    const { files: built, warnings } = await this.#step(request, "build", () =>
      buildApp({ folder, entry, minify: true }),
    );
    for (const problem of warnings)
      tell({ event: "warning", text: formatProblem(problem), problem });
    if (settings.typecheck !== "off" && request.checksTypes !== false) {
      await this.#step(request, "types", () =>
        this.#checkTypes(request, folder, entry, settings.typecheck === "error"),
      );
    }
    const { team, app } = request;
    const { sdkVersion } = this.#options;
    const program = readRunOptions(await readFile(join(folder, entry), "utf8"));
    const content = releaseContent({
      team,
      app,
      entry,
      settings: completeSettings(settings, program),
      sdkVersion,
      files,
      built,
    });
    return { built, content };
  }

  async #fetch({ team, files, signal }: RunningDeploy, folder: string): Promise<void> {
    for (const { path, sha256 } of files) {
      signal.throwIfAborted();
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, await this.#options.catalog.blobs.read(team, sha256));
    }
  }

  async #checkTypes(
    { signal, tell }: RunningDeploy,
    folder: string,
    entry: string,
    isStrict: boolean,
  ): Promise<void> {
    const { sdkTypes } = this.#options;
    const { problems, unchecked } = await checkTypes({ folder, entry, sdkTypes, signal });
    signal.throwIfAborted();
    if (isStrict && problems.length > 0) throw buildFailed(problems, "TYPES_FAILED");
    if (unchecked !== undefined)
      tell({ event: "warning", text: `types were not checked: ${unchecked}` });
    for (const problem of problems)
      tell({ event: "warning", text: formatProblem(problem), problem });
  }

  async #store(team: string, file: BuiltFile, bundle: readonly ReleaseFile[]): Promise<void> {
    const entry = bundle.find((each) => each.path === file.path);
    if (entry === undefined) throw new Error(`${file.path}: expected it in the release`);
    const { blobs } = this.#options.catalog;
    if (await blobs.has(team, entry.sha256)) return;
    await blobs.put(team, entry, chunksOf(file.contents));
  }

  /** A release that does not start is not kept: it was never anybody's. */
  async #try({ team, app, keepsProcess, signal }: RunningDeploy, id: string): Promise<void> {
    const { catalog, starter } = this.#options;
    try {
      const started = await starter.start(team, app, id, signal);
      if (keepsProcess === false) await started.end();
    } catch (error) {
      const found = await catalog.app(team, app);
      if (found?.live !== id && !(found?.history ?? []).includes(id)) {
        await catalog.removeRelease(team, app, id);
      }
      throw error;
    }
  }

  async #step<T>(request: RunningDeploy, step: DeployStep, work: () => Promise<T>): Promise<T> {
    request.signal.throwIfAborted();
    request.tell({ event: "step", step });
    return await this.#options.metrics.timeStep(step, work);
  }
}

function leaving(): FlotillaError {
  const text = "control is stopping: nothing has changed, deploy again in a moment";
  return new FlotillaError("DRAINING", text);
}

function isAuthorsFault(error: unknown): boolean {
  const codes: readonly string[] = [
    "APP_START_FAILED",
    "BUILD_FAILED",
    "ENTRY_MISSING",
    "SETTINGS_INVALID",
    "TYPES_FAILED",
    "UPLOAD_REFUSED",
  ];
  return error instanceof FlotillaError && codes.includes(error.code);
}

async function* chunksOf(contents: Uint8Array): AsyncIterable<Uint8Array> {
  yield contents;
}
