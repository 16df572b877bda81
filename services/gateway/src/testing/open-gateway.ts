import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Catalog, DiskObjects, type Release, releaseId } from "@flotilla/objects";
import {
  createRegistry,
  type LeaseTimes,
  type Logger,
  type Registry,
  silentLogger,
} from "@flotilla/service-kit";
import { createMemoryStore, ManualClock, type Store } from "@flotilla/store";
import { defaultLimits, type GatewayConfig, type GatewayLimits } from "../config.ts";
import { Gateway } from "../gateway.ts";
import { AppStandIn } from "./app-stand-in.ts";

/** What a test changes. */
export interface OpenOptions {
  readonly config?: Partial<GatewayConfig>;
  readonly limits?: Partial<GatewayLimits>;
  readonly store?: Store;
  /** Settings of the app's release. */
  readonly settings?: Record<string, unknown>;
  readonly assets?: Readonly<Record<string, { type: string; body: string }>>;
  /** Seats of the ready process. */
  readonly capacity?: number;
  /** No app process is ready. */
  readonly isCold?: boolean;
  readonly logger?: Logger;
  readonly leaseTimes?: LeaseTimes;
}

/** Shared by the services in these tests. */
export const token = "internal-token-of-the-gateway-tests";

/** A gateway on a free port with the app `t/counter` and one ready process, all closed when disposed. */
export class OpenGateway implements AsyncDisposable {
  readonly gateway: Gateway;
  readonly store: Store;
  readonly clock: ManualClock;
  readonly catalog: Catalog;
  readonly registry: Registry;
  readonly release: string;
  readonly app: AppStandIn;
  readonly #folder: string;
  readonly #objects: DiskObjects;

  private constructor(parts: {
    gateway: Gateway;
    store: Store;
    clock: ManualClock;
    catalog: Catalog;
    registry: Registry;
    release: string;
    app: AppStandIn;
    folder: string;
    objects: DiskObjects;
  }) {
    this.gateway = parts.gateway;
    this.store = parts.store;
    this.clock = parts.clock;
    this.catalog = parts.catalog;
    this.registry = parts.registry;
    this.release = parts.release;
    this.app = parts.app;
    this.#folder = parts.folder;
    this.#objects = parts.objects;
  }

  static async start(options: OpenOptions = {}): Promise<OpenGateway> {
    const folder = await mkdtemp(join(tmpdir(), "flotilla-gateway-"));
    const clock = new ManualClock();
    const store = options.store ?? createMemoryStore({ clock });
    const objects = new DiskObjects(join(folder, "objects"));
    await objects.start();
    const catalog = new Catalog(objects);
    const release = await deploy(catalog, "t", "counter", options);
    const app = await AppStandIn.start();
    if (options.isCold !== true) await registerProcess(store, app, release, "p1", options.capacity);
    const clientDir = join(folder, "client");
    await buildClient(clientDir);
    const registry = createRegistry({ version: "test" });
    const gateway = new Gateway(
      {
        host: "127.0.0.1",
        port: 0,
        machineName: "here",
        internalHost: "127.0.0.1",
        internalPort: 0,
        publicUrls: [],
        trustedProxies: [],
        clientDir,
        internalToken: token,
        controlUrl: undefined,
        sessionTtlMs: 3_600_000,
        drainMs: 100,
        limits: { ...defaultLimits, probeMs: 250, ...options.limits },
        ...options.config,
      },
      {
        ...{ store, catalog, logger: options.logger ?? silentLogger(), registry, clock },
        ...(options.leaseTimes && { leaseTimes: options.leaseTimes }),
      },
    );
    const opened = new OpenGateway({
      gateway,
      store,
      clock,
      catalog,
      registry,
      release,
      app,
      folder,
      objects,
    });
    try {
      await gateway.start();
    } catch (error) {
      await opened[Symbol.asyncDispose]();
      throw error;
    }
    return opened;
  }

  /** Address of the app's socket. */
  get ws(): string {
    return `${this.gateway.url.replace("http", "ws")}/t/counter/ws`;
  }

  /** A page or file of the public listener. */
  async get(
    path: string,
    headers: Record<string, string> = {},
    method = "GET",
  ): Promise<{ status: number; headers: Headers; text: string }> {
    const response = await fetch(this.gateway.url + path, {
      method,
      headers: { connection: "close", ...headers },
      redirect: "manual",
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** The value of a metric's line that begins with this text. */
  async metric(start: string): Promise<number> {
    const lines = (await this.registry.metrics()).split("\n");
    const line = lines.find((text) => text.startsWith(start));
    return Number(line?.split(" ").at(-1) ?? 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway.stop();
    await this.app[Symbol.asyncDispose]();
    await this.#objects.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Makes an app with a live release; returns the release's id. */
export async function deploy(
  catalog: Catalog,
  team: string,
  app: string,
  options: Pick<OpenOptions, "settings" | "assets"> = {},
): Promise<string> {
  await catalog.createTeam(team);
  await catalog.createApp(team, app);
  const assets: Release["assets"] = [];
  for (const [path, { type, body }] of Object.entries(options.assets ?? {})) {
    const bytes = new TextEncoder().encode(body);
    const sha256 = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
    await catalog.blobs.put(team, { sha256, size: bytes.length }, chunks(bytes));
    assets.push({ path, type, sha256, size: bytes.length });
  }
  const content = {
    team,
    app,
    entry: "main.ts",
    runtime: "node" as const,
    sdkVersion: "0.1.0",
    settings: options.settings ?? {},
    files: [],
    bundle: [],
    assets,
  };
  const id = releaseId(content);
  await catalog.addRelease({ ...content, id, createdAt: new Date().toISOString() });
  await catalog.activate(team, app, id);
  return id;
}

/** Tells the store of a ready process. */
export async function registerProcess(
  store: Store,
  app: { readonly socketPath: string },
  release: string,
  id = "p1",
  capacity = 500,
): Promise<void> {
  const { socketPath } = app;
  await store.processes.register(
    {
      id,
      workerId: "w1",
      team: "t",
      app: "counter",
      release,
      socketPath,
      capacity,
      state: "ready",
    },
    86_400_000,
  );
}

/** Waits until something holds; the last reason it did not is the failure. */
export async function eventually(
  check: () => void | Promise<void>,
  timeoutMs = 5_000,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

async function* chunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

async function buildClient(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = { "client-1.js": "/* client */", "client-1.js.br": "BR", "client-1.js.gz": "GZ" };
  for (const [name, body] of Object.entries({ ...files, "client-1.css": "/* style */" })) {
    await writeFile(join(folder, name), body);
  }
  await writeFile(join(folder, "secret.txt"), "not in the manifest");
  await mkdir(join(folder, "server"));
  await writeFile(join(folder, "server/render.mjs"), standInRenderer);
  await writeFile(
    join(folder, "manifest.json"),
    JSON.stringify({
      entry: "client-1.js",
      css: "client-1.css",
      preload: { "chunk.ts": ["client-2.js"] },
      files: [],
      renderer: "server/render.mjs",
    }),
  );
}

/** In place of the client's renderer: shows the bytes of the packets as text. */
export const standInRenderer = `
export async function renderSnapshot({ packets, base, device }) {
  const text = packets.map((packet) => Buffer.from(packet).toString()).join();
  if (text === "throw") throw new Error("cannot draw this");
  if (text === "loop") for (;;);
  if (text === "memory") for (const all = []; ; ) all.push(new Array(1e5).fill(all.length));
  const html = text === "blank" ? "<div></div>" : \`<p class="fs0">\${text} \${base} \${device}</p>\`;
  return { html, css: ".fs0{color:red}", chunks: ["chunk.ts"], title: "" };
}
`;
