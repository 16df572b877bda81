import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { defaultCompilerOptions, findInstallation } from "@flotilla/host/app-folder";
import { isName } from "@flotilla/protocol";
import { type CommandContext, CommandError } from "../context.ts";
import { jsonLine } from "../terminal.ts";

/** Makes a folder with an app to start from. */
export async function create(
  name: string,
  options: { readonly template: string; readonly json?: boolean },
  context: CommandContext,
): Promise<void> {
  const { terminal, cwd } = context;
  const folder = resolve(cwd, name);
  const app = basename(folder);
  if (!isName(app)) {
    throw new CommandError(
      `"${app}" cannot name an app: use lower-case letters, digits and single hyphens, at most 40`,
      { exitCode: 2, code: "NAME_INVALID" },
    );
  }
  const present = await readdir(folder).catch(() => []);
  if (present.length > 0) throw new CommandError(`${folder}: the folder is there and not empty`);
  const { samplesDir, sdkTypes } = await findInstallation();
  await mkdir(folder, { recursive: true });
  await cp(join(samplesDir, options.template), folder, { recursive: true });
  await writeFile(
    join(folder, "tsconfig.json"),
    `${JSON.stringify(tsconfig(sdkTypes), null, 2)}\n`,
  );
  const shown = relative(cwd, folder) || ".";
  terminal.out(
    options.json === true
      ? jsonLine({ event: "created", app, folder, template: options.template })
      : `Created ${shown} from the template "${options.template}".\n  flotilla dev ${shown}\n  flotilla deploy ${shown}\n`,
  );
}

/** For editors: the same rules as `flotilla check`, and where this installation keeps the SDK's types. */
function tsconfig(sdkTypes: Readonly<Record<string, string>>): object {
  return {
    compilerOptions: {
      ...defaultCompilerOptions,
      noEmit: true,
      paths: Object.fromEntries(Object.entries(sdkTypes).map(([name, path]) => [name, [path]])),
    },
    include: ["**/*.ts", "**/*.tsx"],
  };
}
