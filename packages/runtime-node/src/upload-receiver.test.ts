import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { UploadReceiver } from "./upload-receiver.ts";

class Scene implements AsyncDisposable {
  readonly folder: string;
  readonly incoming: string;
  readonly #scratch: string;
  readonly #server = createServer((socket) => this.#receiver.accept(socket));
  readonly #receiver: UploadReceiver;

  private constructor(scratch: string, maxBytes: number) {
    this.#scratch = scratch;
    this.folder = join(scratch, "uploads");
    this.incoming = join(scratch, ".incoming");
    const { folder, incoming } = this;
    this.#receiver = new UploadReceiver({ folder, incoming, maxBytes });
  }

  static async open(maxBytes: number): Promise<Scene> {
    const scene = new Scene(await mkdtemp(join(tmpdir(), "flotilla-uploads-")), maxBytes);
    scene.#server.listen(0, "127.0.0.1");
    await once(scene.#server, "listening");
    return scene;
  }

  /** Begins an upload of unknown length. */
  put(name: string): ClientRequest {
    const { port } = this.#server.address() as AddressInfo;
    return request({ method: "PUT", port, host: "127.0.0.1", path: `/upload?f=${name}` });
  }

  /** Resolves when the n-th file has so many bytes. */
  async grown(n: number, bytes: number): Promise<void> {
    const end = performance.now() + 20_000;
    const path = join(this.incoming, String(n));
    while ((await stat(path).catch(() => undefined))?.size !== bytes) {
      if (performance.now() > end) throw new Error(`${path} has never had ${bytes} bytes`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    await rm(this.#scratch, { recursive: true });
  }
}

async function statusOf(upload: ClientRequest): Promise<number | undefined> {
  const [response] = (await once(upload, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  upload.destroy();
  return response.statusCode;
}

test("files that arrive at the same time share the room that there is", async () => {
  await using scene = await Scene.open(10);
  const first = scene.put("one.txt");
  first.write("123456");
  await scene.grown(1, 6);
  const second = scene.put("two.txt");
  second.end("abcdef");
  expect(await statusOf(second)).toBe(507);
  first.end("7890");
  expect(await statusOf(first)).toBe(200);
  expect(await readFile(join(scene.folder, "one.txt"), "utf8")).toBe("1234567890");
  const third = scene.put("three.txt");
  third.end("x");
  expect(await statusOf(third)).toBe(507);
});

test("what was given up takes no room", async () => {
  await using scene = await Scene.open(10);
  const first = scene.put("one.txt");
  first.on("error", () => {}); // it is cut off
  first.write("12345678");
  await scene.grown(1, 8);
  first.destroy();
  const end = performance.now() + 20_000;
  while (await stat(join(scene.incoming, "1")).catch(() => undefined)) {
    if (performance.now() > end) throw new Error("the cut-off file is still there");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const second = scene.put("two.txt");
  second.end("abcdefghij");
  expect(await statusOf(second)).toBe(200);
});
