import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import {
  type AppFile,
  chooseEntry,
  parseSettings,
  readAppFolder,
  settingsFile,
} from "@flotilla/host";
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
  | { readonly event: "failed"; readonly status: number };

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
): Promise<void> {
  const { terminal } = context;
  const folder = await appFolder(resolve(context.cwd, path));
  const files = await readAppFolder(folder);
  const app = await appName(folder, files, options.app);
  const target = await findTarget(options, context);
  const api = new ApiClient(target);
  const team = await chooseTeam(api, options.team);
  const progress = new Progress(context, options.json === true);
  const base = `/teams/${encodeURIComponent(team)}/apps/${encodeURIComponent(app)}`;
  progress.step("upload");
  const upload = await send(api, base, folder, files);
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
        progress.end();
        throw problemError(line.status, JSON.stringify(line));
      case "deployed": {
        progress.end();
        const { release, changed } = line;
        const url = api.appUrl(team, app);
        terminal.out(
          options.json === true
            ? jsonLine({ event: "deployed", team, app, release, url, changed })
            : `${changed ? "Deployed" : "Unchanged"}: ${url} (release ${release})\n`,
        );
        return;
      }
    }
  }
  throw new CommandError(
    "the host hung up before the deploy had ended; the old release is still live",
  );
}

/** The folder itself, or the one that a named entry lies in. */
async function appFolder(path: string): Promise<string> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new CommandError(`${path}: there is no such folder`, { cause });
  });
  return info.isDirectory() ? path : dirname(path);
}

/** Named on the command line, in `flotilla.json`, or by the folder. Checks at once what can be known here. */
async function appName(
  folder: string,
  files: readonly AppFile[],
  named: string | undefined,
): Promise<string> {
  const paths = files.map((file) => file.path);
  const settings = parseSettings(
    paths.includes(settingsFile) ? await readFile(join(folder, settingsFile), "utf8") : undefined,
  );
  chooseEntry(settings, paths);
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
    const body = await readFile(join(folder, file.path));
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
