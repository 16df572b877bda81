import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import {
  buildApp,
  checkTypes,
  chooseEntry,
  findInstallation,
  formatProblem,
  parseSettings,
  readAppFolder,
  settingsFile,
} from "@flotilla/host/app-folder";
import { type CommandContext, CommandError } from "../context.ts";
import { jsonLine } from "../terminal.ts";

/** Does here what a deploy would do first: settings, entry, build, and every type error. */
export async function check(
  path: string,
  options: { readonly json?: boolean },
  context: CommandContext,
): Promise<void> {
  const { terminal } = context;
  const target = resolve(context.cwd, path);
  const info = await stat(target).catch((cause: unknown) => {
    throw new CommandError(`${target}: there is no such folder`, { cause });
  });
  const folder = info.isDirectory() ? target : dirname(target);
  const files = (await readAppFolder(folder)).map((file) => file.path);
  const settings = parseSettings(
    files.includes(settingsFile) ? await readFile(join(folder, settingsFile), "utf8") : undefined,
  );
  const entry = info.isDirectory() ? chooseEntry(settings, files) : basename(target);
  await buildApp({ folder, entry });
  const { sdkTypes } = await findInstallation();
  const { problems, unchecked } = await checkTypes({ folder, entry, sdkTypes });
  if (unchecked !== undefined) throw new CommandError(`types were not checked: ${unchecked}`);
  for (const problem of problems) terminal.err(`${formatProblem(problem)}\n`);
  if (options.json === true) {
    terminal.out(jsonLine({ event: "checked", entry, ok: problems.length === 0, problems }));
  }
  if (problems.length > 0) {
    throw new CommandError(
      `${problems.length} type ${problems.length === 1 ? "error" : "errors"}`,
      {
        code: "TYPES_FAILED",
      },
    );
  }
  if (options.json !== true) terminal.out(`${entry}: no problems found\n`);
}
