import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const quick = '{ "typecheck": "off" }';

/** A temporary place for the folders of apps. */
export class AppFolders implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async open(): Promise<AppFolders> {
    return new AppFolders(await mkdtemp(join(tmpdir(), "flotilla-apps-")));
  }

  /**
   * Writes an app: its program after the import of the SDK, whose types are not checked so that deploys are quick, or all of
   * its files. Returns its folder.
   */
  async write(name: string, app: string | Readonly<Record<string, string>>): Promise<string> {
    const files =
      typeof app === "string" ? { "main.ts": program(app), "flotilla.json": quick } : app;
    const folder = join(this.path, name);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return folder;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** A program that has the SDK as `ft`. */
export function program(body: string): string {
  return `import * as ft from "@flotilla/sdk";\n${body}\n`;
}
