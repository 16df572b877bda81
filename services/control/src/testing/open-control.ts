import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Catalog, DiskObjects, type TokenRole } from "@flotilla/objects";
import { FlotillaError } from "@flotilla/protocol";
import { createRegistry, silentLogger } from "@flotilla/service-kit";
import { createMemoryStore, type Store } from "@flotilla/store";
import { type ControlLimits, defaultControlLimits } from "../config.ts";
import { Control, type ControlOptions } from "../control.ts";
import type { AppStarter, StartedProcess } from "../deploy/app-starter.ts";

/** Stands for the workers: runs nothing, remembers what it was asked, fails as it is told. */
export class TestStarter implements AppStarter {
  readonly started: string[] = [];
  failure: string | undefined;
  /** Runs while a process "starts". */
  meanwhile: () => Promise<void> = async () => {};

  async start(
    team: string,
    app: string,
    release: string,
    signal: AbortSignal,
  ): Promise<StartedProcess> {
    this.started.push(`${team}/${app}/${release}`);
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    signal.addEventListener("abort", () => reject(signal.reason));
    await Promise.race([this.meanwhile(), stopped]);
    if (this.failure !== undefined) throw new FlotillaError("APP_START_FAILED", this.failure);
    return { end: async () => {} };
  }
}

/** Fields of the answers that tests look at. */
interface Answer {
  readonly code: string;
  readonly title: string;
  readonly id: string;
  readonly missing: readonly string[];
  readonly release: string;
  readonly changed: boolean;
  readonly releases: readonly { readonly id: string; readonly live: boolean }[];
}

/** A response whose JSON is an answer of the API. */
export interface ApiResponse extends Response {
  json(): Promise<Answer>;
}

/** What a test may want to be otherwise. */
export interface TestOptions extends Pick<ControlOptions, "deployGraceMs"> {
  readonly store?: Store;
  /** Runs when all is there but control. */
  readonly beforeStart?: () => Promise<void>;
}

/** A control service on a free port with an empty catalog of its own. */
export class TestControl implements AsyncDisposable {
  readonly folder: string;
  readonly objects: DiskObjects;
  readonly catalog: Catalog;
  readonly store: Store;
  readonly control: Control;
  readonly starter: TestStarter;

  private constructor(folder: string, limits: Partial<ControlLimits>, options: TestOptions) {
    const { store = createMemoryStore(), deployGraceMs } = options;
    this.folder = folder;
    this.objects = new DiskObjects(join(folder, "data"));
    this.catalog = new Catalog(this.objects);
    this.store = store;
    this.starter = new TestStarter();
    this.control = new Control({
      config: {
        host: "127.0.0.1",
        port: 0,
        internalToken: "x".repeat(32),
        workFolder: join(folder, "work"),
        registryUrl: "http://127.0.0.1:9/",
        sdkVersion: "0.1.0",
        sdkTypes: {},
        limits: { ...defaultControlLimits, ...limits },
      },
      catalog: this.catalog,
      store: this.store,
      logger: silentLogger(),
      registry: createRegistry({ version: "test" }),
      version: "0.1.0",
      starter: this.starter,
      ...(deployGraceMs !== undefined && { deployGraceMs }),
    });
  }

  static async open(
    limits: Partial<ControlLimits> = {},
    options: TestOptions = {},
  ): Promise<TestControl> {
    const folder = await mkdtemp(join(tmpdir(), "flotilla-control-"));
    const opened = new TestControl(folder, limits, options);
    await opened.objects.start();
    await opened.store.start();
    await options.beforeStart?.();
    await opened.control.start();
    return opened;
  }

  /** A token's text; `null` for an administrator. */
  async token(team: string | null, role: TokenRole): Promise<string> {
    const { text } = await this.catalog.tokens.create({ team, role, name: "test" }, new Date());
    return text;
  }

  async call(
    method: string,
    path: string,
    options: { token?: string; body?: unknown; accept?: string } = {},
  ): Promise<ApiResponse> {
    const { token, body, accept } = options;
    const isRaw = body instanceof Uint8Array || typeof body === "string";
    return (await fetch(`${this.control.url}/api/v1${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(accept !== undefined && { accept }),
      },
      ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
    })) as ApiResponse;
  }

  /** The three calls of a deploy; the last one's answer. */
  async deploy(
    token: string,
    path: string,
    files: Readonly<Record<string, string>>,
    accept?: string,
  ): Promise<ApiResponse> {
    const listed = Object.entries(files).map(([name, content]) => ({
      path: name,
      sha256: createHash("sha256").update(content).digest("hex"),
      size: Buffer.byteLength(content),
    }));
    const upload = await this.call("POST", `${path}/uploads`, { token, body: { files: listed } });
    if (!upload.ok) return upload;
    const { id, missing } = await upload.json();
    for (const { path: name, sha256 } of listed) {
      if (!missing.includes(sha256)) continue;
      const sent = await this.call("PUT", `${path}/uploads/${id}/blobs/${sha256}`, {
        token,
        body: new TextEncoder().encode(files[name]),
      });
      if (!sent.ok) return sent;
    }
    const request = { token, body: { upload: id }, ...(accept !== undefined && { accept }) };
    return await this.call("POST", `${path}/releases`, request);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.control.stop();
    await this.store.stop();
    await this.objects.stop();
    await rm(this.folder, { recursive: true });
  }
}
