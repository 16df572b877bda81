import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import {
  type AppFile,
  chooseEntry,
  parseSettings,
  readAppFolder,
  settingsFile,
} from "@flotilla/host/app-folder";
import { isName } from "@flotilla/protocol";
import { ApiClient, problemError } from "../api-client.ts";
import { type CommandContext, CommandError } from "../context.ts";
import { findTarget, type TargetOptions } from "../target.ts";
import { chooseTeam } from "../team.ts";
import { jsonLine } from "../terminal.ts";

/** Flags of `flotilla deploy`. */
export interface DeployOptions extends TargetOptions {
  readonly team?: string;
  readonly app?: string;
  readonly json?: boolean;
}

type DeployLine =
  | { readonly event: "step"; readonly step: string }
  | { readonly event: "warning"; readonly text: string }
  | { readonly event: "deployed"; readonly release: string; readonly changed: boolean }
  | { readonly event: "failed" };

const stepTexts: Readonly<Record<string, string>> = {
  upload: "sending files",
  fetch: "unpacking",
  install: "installing packages",
  build: "building",
  types: "checking types",
  publish: "storing the release",
  start: "starting it once",
  activate: "making it live",
};

/** Sends an app's folder to a host, which builds it, tries it and makes it live. */
export async function deploy(
  path: string,
  options: DeployOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  const target = resolve(context.cwd, path);
  const folder = await appFolder(target);
  const files = await readAppFolder(folder);
  const app = await appName({ folder, files, target }, options.app);
  const progress = new Progress(context, options.json === true);
  try {
    const api = new ApiClient(await findTarget(options, context), signal);
    const team = await chooseTeam(api, options.team);
    const base = `/teams/${encodeURIComponent(team)}/apps/${encodeURIComponent(app)}`;
    progress.step("upload");
    const upload = await send(api, base, folder, files);
    const { release, changed } = await follow(api, base, upload, progress);
    const url = api.appUrl(team, app);
    context.terminal.out(
      options.json === true
        ? jsonLine({ event: "deployed", team, app, release, url, changed })
        : `${changed ? "Deployed" : "Unchanged"}: ${url} (release ${release})\n`,
    );
  } catch (error) {
    progress.end();
    throw signal.aborted ? interrupted(app, Number(signal.reason)) : error;
  }
}

function interrupted(app: string, exitCode: number): CommandError {
  return new CommandError(
    `interrupted; if all files had been sent, the host still makes the app live: \`flotilla releases ${app}\` shows it`,
    { exitCode, code: "INTERRUPTED" },
  );
}

/** Has the release made and tells its steps. */
async function follow(
  api: ApiClient,
  base: string,
  upload: string,
  progress: Progress,
): Promise<{ readonly release: string; readonly changed: boolean }> {
  for await (const line of api.lines<DeployLine>({
    method: "POST",
    path: `${base}/releases`,
    json: { upload },
  })) {
    switch (line.event) {
      case "step":
        progress.step(line.step);
        break;
      case "warning":
        progress.warning(line.text);
        break;
      case "failed":
        throw problemError(JSON.stringify(line));
      case "deployed":
        progress.end();
        return line;
    }
  }
  throw new CommandError("the host hung up before the deploy had ended: deploy again", {
    code: "UNAVAILABLE",
  });
}

/** The folder itself, or the one that a named entry lies in. */
async function appFolder(path: string): Promise<string> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new CommandError(`${path}: there is no such folder`, { cause });
  });
  return info.isDirectory() ? path : dirname(path);
}

/** What is to be deployed, and what the command line named. */
interface AppParts {
  readonly folder: string;
  readonly files: readonly AppFile[];
  readonly target: string;
}

/** Named on the command line, in `flotilla.json`, or by the folder. Checks at once what can be known here. */
async function appName(
  { folder, files, target }: AppParts,
  named: string | undefined,
): Promise<string> {
  const paths = files.map((file) => file.path);
  const settings = parseSettings(
    paths.includes(settingsFile) ? await readFile(join(folder, settingsFile), "utf8") : undefined,
  );
  const entry = chooseEntry(settings, paths);
  if (target !== folder && target !== join(folder, entry)) {
    throw new CommandError(
      `${target}: the app in this folder begins with ${entry}; deploy the folder, or name another file as "entry" in ${settingsFile}`,
      { code: "ENTRY_MISSING" },
    );
  }
  const name = named ?? settings.name ?? basename(folder);
  if (isName(name)) return name;
  throw new CommandError(
    `"${name}" cannot name an app: use lower-case letters, digits and single hyphens, at most 40, by --app or "name" in ${settingsFile}`,
    { code: "NAME_INVALID" },
  );
}

/** Announces the files and sends those that the host does not have; the upload's id. */
async function send(
  api: ApiClient,
  base: string,
  folder: string,
  files: readonly AppFile[],
): Promise<string> {
  const { id, missing } = await api.call<{ id: string; missing: readonly string[] }>({
    method: "POST",
    path: `${base}/uploads`,
    json: { files },
  });
  for (const sha256 of missing) {
    const file = files.find((each) => each.sha256 === sha256);
    if (file === undefined) continue;
    const body = await readFile(join(folder, file.path)).catch((cause: unknown) => {
      const text = `${file.path}: it cannot be read any more; deploy again`;
      throw new CommandError(text, { cause });
    });
    await api.call({ method: "PUT", path: `${base}/uploads/${id}/blobs/${sha256}`, body });
  }
  return id;
}

/** Tells what a deploy does: a line that changes for people, a line each for logs, objects for programs. */
class Progress {
  readonly #context: CommandContext;
  readonly #isJson: boolean;

  constructor(context: CommandContext, isJson: boolean) {
    this.#context = context;
    this.#isJson = isJson;
  }

  step(step: string): void {
    const { terminal } = this.#context;
    const text = stepTexts[step] ?? step;
    if (this.#isJson) terminal.out(jsonLine({ event: "step", step }));
    else if (terminal.isInteractive) terminal.err(`\r\u001b[2K${text} …`);
    else terminal.err(`${text}\n`);
  }

  warning(text: string): void {
    const { terminal } = this.#context;
    this.end();
    if (this.#isJson) terminal.out(jsonLine({ event: "warning", text }));
    terminal.err(`warning: ${text}\n`);
  }

  /** Clears the line that changes. */
  end(): void {
    const { terminal } = this.#context;
    if (terminal.isInteractive && !this.#isJson) terminal.err("\r\u001b[2K");
  }
}
