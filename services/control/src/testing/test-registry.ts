import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { addressOf } from "@flotilla/service-kit";

/** A package registry on loopback with one package, as npm sees it. */
export class TestRegistry implements AsyncDisposable {
  readonly url: string;
  /** The `package-lock.json` of an app that uses the package. */
  readonly lockfile: string;
  readonly #server: Server;

  private constructor(server: Server, name: string, tarball: Buffer) {
    this.#server = server;
    this.url = `${addressOf(server)}/`;
    const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
    const resolved = `${this.url}${name}/-/${name}-1.0.0.tgz`;
    this.lockfile = JSON.stringify({
      name: "shop",
      lockfileVersion: 3,
      packages: {
        "": { name: "shop", dependencies: { [name]: "1.0.0" } },
        [`node_modules/${name}`]: { version: "1.0.0", resolved, integrity, hasInstallScript: true },
      },
    });
  }

  static async open(name: string, files: Readonly<Record<string, string>>): Promise<TestRegistry> {
    const tarball = await pack(files);
    const server = createServer((request, response) => {
      const isTarball = request.url?.endsWith(".tgz") === true;
      response.writeHead(isTarball ? 200 : 404).end(isTarball ? tarball : undefined);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new TestRegistry(server, name, tarball);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }
}

async function pack(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-pack-"));
  try {
    await mkdir(join(folder, "package"));
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, "package", name), content);
    }
    const tarball = join(folder, "package.tgz");
    await promisify(execFile)("tar", ["-czf", tarball, "-C", folder, "package"]);
    return await readFile(tarball);
  } finally {
    await rm(folder, { recursive: true });
  }
}
