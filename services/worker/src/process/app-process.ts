import {
  type AppMessage,
  FlotillaError,
  type MoveTarget,
  messageOf,
  type WorkerMessage,
} from "@flotilla/protocol";
import type { LaunchedProcess, Launcher } from "../sandbox/launcher.ts";
import { megabytes, seconds } from "./amounts.ts";
import { answersWithin } from "./answers-within.ts";
import type { AppProcessHooks, ExitReport } from "./app-process-hooks.ts";
import type { AppProcessOrder } from "./app-process-order.ts";
import { CheckpointWriter } from "./checkpoint-writer.ts";
import { ControlConnection } from "./control-connection.ts";
import { type ExitReason, exitReasonOf } from "./exit-reason.ts";
import type { Heartbeat } from "./heartbeat.ts";
import { LastWords } from "./last-words.ts";
import { leaseMessage } from "./lease-message.ts";
import type { MemoryWatch } from "./memory-watch.ts";
import { defaultOutputLimits, OutputPump } from "./output-pump.ts";
import { OverSessions } from "./over-sessions.ts";
import { passOn } from "./pass-on.ts";
import { startMessage } from "./start-message.ts";
import { type Vitals, vitalsOf } from "./vitals.ts";
import { watchSilence } from "./watch-silence.ts";

type State = "starting" | "ready" | "draining" | "stopping" | "ended";

/** Handing over what hundreds of sessions keep may take a while. */
const moveMs = 5_000;

/** One app process from its launch to its end. */
export class AppProcess {
  readonly order: AppProcessOrder;
  readonly #launched: LaunchedProcess;
  readonly #hooks: AppProcessHooks;
  readonly #output: OutputPump;
  readonly #control: ControlConnection;
  readonly #checkpoints: CheckpointWriter;
  readonly #heartbeat: Heartbeat;
  readonly #lastWords = new LastWords();
  readonly #over: OverSessions;
  readonly #ready = Promise.withResolvers<number>();
  readonly #ended = Promise.withResolvers<ExitReport>();
  #state: State = "starting";
  #sessions = 0;
  #asked = false;
  #movesTo: MoveTarget | undefined;
  #wasReady = false;
  #killedFor: ExitReason | undefined;
  #vitals: Vitals = { rss: 0, lagMs: 0, starting: 0, detached: 0 };

  /** Launches and returns at once; `ready` tells how it went. */
  static async launch(
    order: AppProcessOrder,
    launcher: Launcher,
    watch: MemoryWatch,
    hooks: AppProcessHooks,
  ): Promise<AppProcess> {
    const launched = await launcher.launch(order);
    return new AppProcess(order, launched, hooks, launcher.boundsMemory ? undefined : watch);
  }

  private constructor(
    order: AppProcessOrder,
    launched: LaunchedProcess,
    hooks: AppProcessHooks,
    watch: MemoryWatch | undefined,
  ) {
    this.order = order;
    this.#over = new OverSessions(order.capacity);
    this.#launched = launched;
    this.#hooks = hooks;
    this.#ready.promise.catch(() => {}); // whoever started it waits for it; a later failure is told by its exit
    this.#output = new OutputPump(defaultOutputLimits, hooks.onOutput, hooks.onOutputDropped);
    this.#output.start(launched, (line) => this.#lastWords.look(line, this.#state === "starting"));
    this.#control = new ControlConnection(
      launched.control,
      (message) => this.#receive(message),
      (error) => {
        hooks.onViolation();
        this.#kill("killed", messageOf(error));
      },
    );
    this.#checkpoints = new CheckpointWriter({
      write: hooks.onCheckpoint,
      onOutcome: (session, n, outcome, bytes) => {
        hooks.onKept(outcome, bytes);
        hooks.traces?.settled(session, n, outcome);
        this.#control.send({ type: "stored", session, n, outcome });
      },
      onPressure: (isFull) => this.#control.hold(isFull),
      onFailed: hooks.onCheckpointFailed,
    });
    this.#heartbeat = watchSilence(this.#control, this.#output, {
      killMs: order.times.eventMs,
      onSilent: hooks.onSilent,
      end: (why) => this.#kill("unresponsive", why),
    });
    this.#control.start();
    const unwatch = watch?.add({
      pid: launched.pid,
      limitBytes: order.limits.memoryBytes,
      onOver: (bytes) => this.#kill("oom", `${megabytes(bytes)} in memory`),
    });
    const startTimer = setTimeout(() => this.#startedTooLate(), order.times.startMs);
    this.#ready.promise.catch(() => {}).finally(() => clearTimeout(startTimer));
    void launched.ended.then(async (ended) => {
      unwatch?.();
      this.#state = "ended";
      this.#heartbeat.stop();
      await this.#control.finish();
      await this.#checkpoints.settled();
      this.#finish(ended);
    });
    this.#control.send(startMessage(order, launched));
  }

  get id(): string {
    return this.order.id;
  }
  get pid(): number {
    return this.#launched.pid;
  }
  get socketPath(): string {
    return this.#launched.socketPath;
  }
  get state(): State {
    return this.#state;
  }
  get sessions(): number {
    return this.#sessions;
  }
  /** What the process itself last told. */
  get vitals(): Vitals {
    return this.#vitals;
  }
  /** Resolves with the time the program's import took, rejects with `APP_START_FAILED`. */
  get ready(): Promise<number> {
    return this.#ready.promise;
  }
  get ended(): Promise<ExitReport> {
    return this.#ended.promise;
  }

  /** A pub/sub message of another process of the same app; false if this one does not read what it is told. */
  deliver(message: { topic: string | null; payload: Uint8Array; from: string }): boolean {
    if (this.#state !== "ready" && this.#state !== "draining") return true; // it has no session
    const { topic, payload, from } = message;
    return this.#control.send({ type: "published", topic, payload, from });
  }

  /** Ends it at once and tells nobody: its sessions may be others' from now on. */
  fence(): void {
    this.#asked = true;
    this.#kill("killed", "its worker is cut off from the others");
  }

  /** It may run what clients send for so long: nobody else can have its sessions before. */
  trust(forMs: number): void {
    if (this.#state === "ready" || this.#state === "draining")
      this.#control.send(leaseMessage(forMs));
  }

  /** Asks for all that its sessions have: the store has lost it. */
  reassert(): void {
    this.#checkpoints.expectRecords(this.order.capacity);
    this.#control.send({ type: "reassert" });
  }

  /** Takes no new sessions, ends when it has none or at the deadline. */
  drain(deadlineMs: number): void {
    if (this.#state !== "ready") return;
    this.#state = "draining";
    this.#asked = true;
    this.#control.send({ type: "drain", deadlineMs });
  }

  /**
   * Its sessions go on elsewhere one by one, each at an idle moment, at the deadline anyhow. To `same` it takes no new ones and
   * ends when it has none.
   */
  handOver(to: MoveTarget, deadlineMs: number): void {
    if (this.#state !== "ready") return;
    if (to === "same") {
      this.#state = "draining";
      this.#asked = true;
    }
    this.#control.send({ type: "hand_over", to, deadlineMs });
  }

  /** Its sessions stay after all. */
  keep(): void {
    if (this.#state === "ready") this.#control.send({ type: "keep" });
  }

  /** Ends it and its sessions: asked first, killed when it takes too long. */
  async stop(): Promise<ExitReport> {
    return await this.#end({ type: "stop" });
  }

  /** Ends it after it has handed over what its sessions keep, so that they can go on elsewhere. */
  async move(to: MoveTarget = "live"): Promise<ExitReport> {
    if (!this.#wasReady) return await this.#end({ type: "stop" });
    const isFirst = this.#state !== "stopping" && this.#state !== "ended";
    if (isFirst) this.#movesTo = to;
    return await this.#end({ type: "move", isStrict: to === "same" });
  }

  /** Whether it answers; false when it has ended, undefined if neither shows in time. */
  async probe(withinMs: number): Promise<boolean | undefined> {
    return await answersWithin(withinMs, this.#heartbeat.probe(), this.ended);
  }

  async #end(order: Extract<WorkerMessage, { type: "stop" | "move" }>): Promise<ExitReport> {
    if (this.#state !== "ended" && this.#state !== "stopping") {
      this.#state = "stopping";
      this.#asked = true;
      this.#heartbeat.stop();
      if (!this.#control.send(order)) this.#launched.kill();
      this.#killSoon(order.type === "move" ? moveMs : 0);
    }
    return await this.ended;
  }

  #receive(message: AppMessage): void {
    switch (message.type) {
      case "hello":
        return;
      case "ready":
        if (this.#state !== "starting") return;
        this.#state = "ready";
        this.#wasReady = true;
        this.#heartbeat.start();
        this.#ready.resolve(message.importMs);
        return;
      case "failed":
        this.#fail(message.stack === "" ? message.message : message.stack);
        this.#killSoon();
        return;
      case "pong":
        this.#vitals = vitalsOf(message);
        this.#heartbeat.answered(message.n);
        return;
      case "sessions":
        this.#sessions = message.count;
        this.#hooks.onSessions(message.count);
        return;
      default:
        passOn(message, {
          hooks: this.#hooks,
          checkpoints: this.#checkpoints,
          over: this.#over,
          send: (answer) => void this.#control.send(answer),
        });
    }
  }

  #startedTooLate(): void {
    if (this.#state !== "starting") return;
    this.#fail(`it did not call ft.run within ${seconds(this.order.times.startMs)}`);
    this.#kill("unresponsive", "start took too long");
  }

  /** It is about to end by itself; this is for one that does not. */
  #killSoon(atLeastMs = 0): void {
    const afterMs = Math.max(atLeastMs, this.order.times.stopMs);
    const timer = setTimeout(() => this.#launched.kill(), afterMs);
    void this.ended.then(() => clearTimeout(timer));
  }

  #kill(reason: ExitReason, why: string): void {
    if (this.#state === "ended") return;
    this.#killedFor ??= reason;
    this.#output.note(`the app's process is ended: ${why}`);
    this.#launched.kill();
  }

  #fail(text: string): void {
    const { team, app } = this.order;
    this.#ready.reject(new FlotillaError("APP_START_FAILED", `app "${team}/${app}": ${text}`));
  }

  #finish(ended: { code: number | null; signal: string | null; oomKilled: boolean }): void {
    this.#output.stop();
    const { code, signal } = ended;
    const { isHeapFull: heapFull, text } = this.#lastWords;
    const [wasReady, wasAsked, movesTo] = [this.#wasReady, this.#asked, this.#movesTo];
    const killedFor = this.#killedFor;
    const reason = exitReasonOf({ ...ended, asked: wasAsked, killedFor, heapFull });
    const status = signal === null ? `code ${code}` : signal;
    this.#fail(`its process ended with ${status} (${reason}) before it was ready${text}`);
    const report = { reason, code, signal, wasReady, wasAsked, movesTo };
    this.#ended.resolve(report);
    this.#hooks.onEnded(report, this.#over);
  }
}
