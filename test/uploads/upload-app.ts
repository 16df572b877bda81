import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServedHost } from "../support/served-host.ts";
import { WireClient } from "../support/wire-client.ts";

/** Signs addresses and reads its upload folder when told so: what it shows is the answer. */
const program = `
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, rm, symlink } from "node:fs/promises";
import * as ft from "@flotilla/sdk";

async function digest(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

function main(page: ft.Page) {
  const out = ft.Text("");
  const input = ft.TextField();
  const answer = (name: string, work: (text: string) => unknown) =>
    ft.Button(name, { onClick: async () => {
      const { n, text } = JSON.parse(input.value ?? "");
      const result = await Promise.resolve().then(() => work(text)).catch((error) => "error: " + error.message);
      out.value = JSON.stringify({ n, result });
    } });
  page.add(
    out,
    input,
    answer("sign", (text) => page.getUploadUrl(text, 60)),
    answer("signShort", (text) => page.getUploadUrl(text, 1)),
    answer("list", async (text) => (await readdir(text || "uploads", { recursive: true })).sort()),
    answer("digest", (text) => digest("uploads/" + text)),
    answer("clear", (text) => rm("uploads/" + text, { recursive: true })),
    answer("link", (text) => symlink(text, "uploads/link")),
  );
}

ft.run(main, { uploadDir: "uploads" });
`;

/** Deploys the app under this name; `settings` become its flotilla.json. */
export async function deployUploadApp(host: ServedHost, app: string, settings = {}): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-upload-app-"));
  try {
    await writeFile(join(folder, "main.ts"), program);
    await writeFile(
      join(folder, "flotilla.json"),
      JSON.stringify({ typecheck: "off", ...settings }),
    );
    const { code, stderr } = await host.command("deploy", folder, "--app", app, "--json");
    if (code !== 0) throw new Error(`not deployed: ${stderr}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One session of the app. */
export class UploadSession implements AsyncDisposable {
  readonly client: WireClient;
  readonly #base: string;
  #number = 0;

  private constructor(client: WireClient, base: string) {
    this.client = client;
    this.#base = base;
  }

  static async open(host: ServedHost, app: string): Promise<UploadSession> {
    const client = await WireClient.open(host.socketUrl("local", app), { quietMs: 50 });
    return new UploadSession(client, host.ready.url);
  }

  /** A whole address for a file. */
  async sign(fileName: string, button = "sign"): Promise<string> {
    return `${this.#base}${await this.ask<string>(button, fileName)}`;
  }

  /** Presses a button of the app and waits for what it shows. */
  async ask<T>(button: string, text = ""): Promise<T> {
    this.#number += 1;
    const n = this.#number;
    this.client.update({ c: "TextField" }, { value: JSON.stringify({ n, text }) });
    this.client.event({ c: "Button", content: button }, "click");
    const end = performance.now() + 20_000;
    for (;;) {
      await this.client.settle();
      const shown = String(this.client.find({ c: "Text" }).value ?? "");
      const answer = shown === "" ? undefined : (JSON.parse(shown) as { n: number; result: T });
      if (answer?.n === n) return answer.result;
      if (performance.now() > end) throw new Error(`no answer to ${button}: ${shown}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client[Symbol.asyncDispose]();
  }
}

/** What an upload was answered with. */
export async function put(url: string, body: string | Uint8Array): Promise<number> {
  const response = await fetch(url, { method: "PUT", body: Buffer.from(body) });
  await response.arrayBuffer();
  return response.status;
}
