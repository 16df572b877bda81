import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");
const siblings = ["protocol", "tree"];

/** Writes the declarations of the SDK, for editors and type checks of apps; they need no package beside them. */
export async function buildSdkTypes(folder = join(root, "dist/sdk-types")): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const config = join(folder, "tsconfig.json");
  await writeFile(config, JSON.stringify(project(folder, await entries())));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "--project", config]).catch(
    (error: unknown) => {
      const output = String(Reflect.get(Object(error), "stdout"));
      throw new Error(`the SDK's types do not build\n${output}`, { cause: error });
    },
  );
  await rm(config);
  await nameSiblings(folder);
}

/** What apps may import: every entry of the SDK but the one that is the runtime's. */
async function entries(): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile(join(root, "packages/sdk/package.json"), "utf8"));
  const targets: Readonly<Record<string, string>> = manifest.exports;
  return Object.entries(targets)
    .filter(([name]) => name !== "./runtime")
    .map(([, target]) => join(root, "packages/sdk", target));
}

/** Errors are the business of the type check, not of this step. */
function project(folder: string, files: readonly string[]): object {
  return {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: {
      noEmit: false,
      noCheck: true,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: root,
      outDir: folder,
      jsx: "react-jsx",
      jsxImportSource: "@flotilla/sdk",
    },
    files,
  };
}

/** Packages of ours that the declarations name become the declarations beside them. */
async function nameSiblings(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((each) => each.endsWith(".d.ts"))) {
    const path = join(folder, name);
    const before = await readFile(path, "utf8");
    const after = siblings.reduce((text, sibling) => {
      const target = relative(dirname(path), join(folder, "packages", sibling, "src/index.ts"));
      return text.replaceAll(
        `"@flotilla/${sibling}"`,
        `"${target.startsWith(".") ? target : `./${target}`}"`,
      );
    }, before);
    if (after !== before) await writeFile(path, after);
  }
}
