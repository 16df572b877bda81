import process from "node:process";
import {
  type AppMessage,
  messageOf,
  type StartMessage,
  type WorkerMessage,
} from "@flotilla/protocol";
import { type AppDefinition, decodeMessagePayload } from "@flotilla/sdk/runtime";
import { acceptLinks } from "./app-link.ts";
import { loadApp } from "./app-loader.ts";
import { censusOf } from "./census-of.ts";
import { Checkpoints } from "./checkpoints.ts";
import { ControlPort } from "./control-port.ts";
import { Errands } from "./errands.ts";
import { describeError, Faults } from "./faults.ts";
import { firstPages } from "./first-pages.ts";
import { HandOver } from "./hand-over.ts";
import { hostFetch } from "./host-fetch.ts";
import { LagMeter } from "./lag-meter.ts";
import { provideSdk } from "./provide-sdk.ts";
import { RunLease } from "./run-lease.ts";
import { SessionTable } from "./session-table.ts";
import { TakeOver } from "./take-over.ts";
import { Threads } from "./threads.ts";
import { uploadPlace } from "./upload-place.ts";
import { UploadReceiver } from "./upload-receiver.ts";
import { uploadSigner } from "./upload-signer.ts";

/** How long sessions may take to hear that they end. */
const farewellMs = 1_000;
/** Bytes of uploaded files, if the worker does not say. */
const defaultUploadBytes = 64 * 2 ** 20;

/** An app process: told what to run by its worker, reached by gateways, full of sessions of one release. */
export class Runtime {
  readonly #sdkVersion: string;
  readonly #lag = new LagMeter();
  readonly #lease = new RunLease();
  readonly #errands = new Errands((message) => this.#control.send(message));
  readonly #faults = new Faults((message) => this.#control.send(message));
  readonly #control: ControlPort;
  #sessions: SessionTable | undefined;
  #handOver: HandOver | undefined;
  #countPending = false;
  #leaving = false;

  constructor(sdkVersion: string) {
    this.#sdkVersion = sdkVersion;
    this.#control = new ControlPort(
      (message) => this.#receive(message),
      (error) => void process.stderr.write(`a message of the worker: ${describeError(error)}\n`),
      () => process.exit(0),
    );
  }

  /** Greets the worker, which answers with what to run. */
  start(): void {
    this.#control.send({
      type: "hello",
      pid: process.pid,
      runtime: "node",
      version: process.version,
      sdkVersion: this.#sdkVersion,
    });
  }

  #receive(message: WorkerMessage): void {
    switch (message.type) {
      case "start":
        void this.#run(message);
        return;
      case "ping":
        this.#control.send({
          type: "pong",
          n: message.n,
          sessions: this.#sessions?.size ?? 0,
          ...censusOf(this.#sessions ?? []),
          rss: residentBytes(),
          lagMs: this.#lag.take(),
        });
        return;
      case "published":
        this.#sessions?.hub.deliver(message.topic, decodeMessagePayload(message.payload));
        return;
      case "drain":
        this.#drain(message.deadlineMs);
        return;
      case "response":
      case "login":
        this.#errands.settle(message);
        return;
      case "stored":
        this.#sessions?.stored(message);
        return;
      case "lease":
        this.#lease.prolong(message.until);
        return;
      case "reassert":
        void this.#sessions?.reassertAll();
        return;
      case "move":
        void this.#move(message.isStrict === true);
        return;
      case "hand_over":
        this.#begin(message);
        return;
      case "keep":
        this.#handOver?.stop();
        return;
      case "left":
        this.#handOver?.left(message.session, message.outcome);
        return;
      case "stop":
        void this.#leave("host");
        return;
    }
  }

  async #run(start: StartMessage): Promise<void> {
    const begun = performance.now();
    process.chdir(start.scratch);
    provideSdk(start.sdk);
    if (start.relaysRequests) Reflect.set(globalThis, "fetch", hostFetch(this.#errands));
    let definition: AppDefinition;
    let uploads: UploadReceiver;
    try {
      definition = await loadApp(start.bundle);
      const { uploadDir } = definition.options;
      uploads = new UploadReceiver(
        uploadPlace(start.scratch, uploadDir, start.limits.uploadBytes ?? defaultUploadBytes),
      );
    } catch (error) {
      await this.#fail(error);
      return;
    }
    const importMs = performance.now() - begun;
    const { threads } = start.settings;
    const pages = firstPages(start.settings, (message) => this.#control.send(message));
    const checkpoints = new Checkpoints(this.#control, start.settings);
    const sessions = new SessionTable({
      definition,
      checkpoints,
      threads: new Threads(
        typeof threads === "number" ? threads : 2,
        start.sdk,
        start.relaysRequests ? this.#errands : undefined,
      ),
      capacity: start.limits.sessions,
      hooksOf: ({ sessionId, ...grant }) => ({
        publish: (topic, payload, from) =>
          this.#control.send({ type: "publish", topic, payload, from }),
        log: (level, text) => {
          (level === "debug" || level === "info" ? process.stdout : process.stderr).write(
            `${text}\n`,
          );
        },
        crashed: (error) => this.#faults.crashed(sessionId, error),
        keepLogin: (login) => this.#errands.login({ session: sessionId, ...login }),
        ...uploadSigner(`/${start.team}/${start.app}/upload`, grant),
        ...pages,
      }),
      onCount: () => this.#tellCount(),
      onOver: ({ id, epoch }) => this.#control.send({ type: "over", session: id, epoch }),
      onRefused: (error) => {
        process.stderr.write(`a client's registration was refused: ${describeError(error)}\n`);
      },
    });
    this.#sessions = sessions;
    const send = (message: AppMessage): void => this.#control.send(message);
    const handOver = new HandOver({ sessions, checkpoints, send });
    this.#handOver = handOver;
    this.#faults.guard();
    const processId = `${start.team}/${start.app}/${start.release}`;
    const takeOver = new TakeOver({
      release: start.release,
      migrate: definition.options.migrate,
      onStays: (session, why) => send({ type: "stays", session, why }),
    });
    const served = { processId, sessions, checkpoints, handOver, takeOver };
    await acceptLinks({ ...served, control: this.#control, lease: this.#lease }, uploads);
    this.#control.send({ type: "ready", importMs });
  }

  /** Told once a turn: a crowd that arrives together is one message. */
  #tellCount(): void {
    if (this.#countPending) return;
    this.#countPending = true;
    setImmediate(() => {
      this.#countPending = false;
      const count = this.#sessions?.size ?? 0;
      this.#control.send({ type: "sessions", count });
      if (count === 0 && this.#sessions?.isDraining === true) void this.#leave("host");
    });
  }

  #drain(deadlineMs: number): void {
    const sessions = this.#sessions;
    if (sessions === undefined) return;
    sessions.isDraining = true;
    if (sessions.size === 0) void this.#leave("host");
    else setTimeout(() => void this.#leave("host"), deadlineMs);
  }

  /** To the same release: this process is to end, and takes no sessions any more. */
  #begin({ to, deadlineMs }: Extract<WorkerMessage, { type: "hand_over" }>): void {
    const sessions = this.#sessions;
    if (sessions === undefined) return;
    if (to === "same") sessions.isDraining = true;
    if (sessions.isDraining && sessions.size === 0) void this.#leave("host");
    else this.#handOver?.begin(to, deadlineMs);
  }

  /** The sessions go on elsewhere: nobody is told, and what they keep is handed over. */
  async #move(isStrict: boolean): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    await this.#sessions?.moveAll();
    if (isStrict) await this.#handOver?.turnOutUnkept();
    await this.#control.flushed();
    process.exit(0);
  }

  async #fail(error: unknown): Promise<void> {
    const stack = describeError(error);
    process.stderr.write(`${stack}\n`);
    this.#control.send({ type: "failed", message: messageOf(error), stack });
    await this.#control.flushed();
    process.exit(1);
  }

  /** Sessions hear of their end, then the process ends; one that does not come back cannot hold it up. */
  async #leave(reason: string): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    setTimeout(() => process.exit(0), farewellMs);
    await this.#sessions?.endAll(reason);
    await this.#control.flushed();
    process.exit(0);
  }
}

/** 0 where a jail hides /proc; the worker can see it from outside. */
function residentBytes(): number {
  try {
    return process.memoryUsage.rss();
  } catch {
    return 0;
  }
}
