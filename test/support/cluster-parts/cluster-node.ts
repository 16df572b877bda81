import process from "node:process";
import type {
  NodeAddress,
  NodeAsk,
  NodeOrder,
  NodeTold,
  NodeVitals,
  StoreStep,
} from "./node-order.ts";
import { endThread, type SpareThread } from "./node-thread-pool.ts";

/** How the line begins that tells of a node which has ended by an error that nobody handled. */
export const crashed = "CRASHED";

/** Whom a node tells what. */
export interface NodeHooks {
  readonly onStep: (step: StoreStep) => void;
  readonly onLog: (node: string, line: string) => void;
  /** The address under which this node reaches another one. */
  readonly wayFrom: (node: string, url: string) => Promise<string>;
}

interface Answer {
  readonly to: NodeAsk["type"];
  readonly resolve: (value: unknown) => void;
  readonly reject: (e: Error) => void;
}

/** `paused`: it stands still, with all its sockets open. */
type State = "starting" | "running" | "paused" | "ended";

/** A gateway or worker in a thread of its own: it can be killed and stopped like a process. */
export class ClusterNode {
  readonly order: NodeOrder;
  readonly #spare: SpareThread;
  readonly #hooks: NodeHooks;
  readonly #answers = new Map<number, Answer>();
  #lastAsk = 0;
  #state: State = "starting";
  #address: NodeAddress = { id: "", url: "", internalUrl: "" };
  /** Process groups of its apps that stand still. */
  #stoppedPids: readonly number[] = [];

  private constructor(order: NodeOrder, spare: SpareThread, hooks: NodeHooks) {
    this.order = order;
    this.#spare = spare;
    this.#hooks = hooks;
    const { thread } = spare;
    thread.on("message", (told: NodeTold) => this.#receive(told));
    thread.on("error", (error) => hooks.onLog(order.name, `${crashed} ${stackOf(error)}`));
    thread.on("exit", () => this.#ended());
  }

  static async open(order: NodeOrder, spare: SpareThread, hooks: NodeHooks): Promise<ClusterNode> {
    const node = new ClusterNode(order, spare, hooks);
    try {
      node.#address = (await node.#ask({ type: "open", order })) as NodeAddress;
    } catch (error) {
      await node.kill();
      throw error;
    }
    node.#state = "running";
    return node;
  }

  get name(): string {
    return this.order.name;
  }

  get state(): State {
    return this.#state;
  }

  /** How it is, and what it was asked for without an answer. */
  get description(): string {
    const asked = [...this.#answers.values()].map(({ to }) => `, asked to ${to}`);
    return `${this.name} ${this.#state}${asked.join("")}`;
  }

  get address(): NodeAddress {
    return this.#address;
  }

  /** The app processes of a worker. */
  async appPids(): Promise<readonly number[]> {
    return (await this.#ask({ type: "pids" })) as readonly number[];
  }

  /** What its heap holds, with or without garbage. */
  async heapBytes(what: "all" | "collected" = "all"): Promise<number> {
    const vitals = await this.#ask({ type: "vitals", isCollected: what === "collected" });
    return (vitals as NodeVitals).heapBytes;
  }

  /** Ends it without a word, as SIGKILL does; what it ran ends as it does on a real machine. */
  async kill(): Promise<void> {
    if (this.#state === "ended") return;
    this.#signalApps("SIGKILL", this.#stoppedPids);
    await endThread(this.#spare.thread);
    this.#ended();
  }

  /** Stops it as SIGSTOP does, with its app processes if it is a whole machine that falls silent. */
  async pause(what: "alone" | "machine"): Promise<void> {
    if (this.#state !== "running") return;
    const isMachine = what === "machine" && this.order.kind === "worker";
    const pids = isMachine ? await this.appPids() : [];
    if (this.state !== "running") return;
    this.#state = "paused";
    Atomics.store(this.#spare.gate, 0, 1);
    this.#ask({ type: "pause" }).catch(() => {}); // it may be killed as it stands
    this.#stoppedPids = pids;
    this.#signalApps("SIGSTOP", pids);
  }

  resume(): void {
    if (this.#state !== "paused") return;
    this.#state = "running";
    Atomics.store(this.#spare.gate, 0, 0);
    Atomics.notify(this.#spare.gate, 0);
    this.#signalApps("SIGCONT", this.#stoppedPids);
    this.#stoppedPids = [];
  }

  /** How far its wall clock is off. */
  jump(offsetMs: number): void {
    this.#spare.clockOffset[0] = offsetMs;
  }

  async drain(): Promise<void> {
    await this.#ask({ type: "drain" });
  }

  /** Lets it leave in good order, and its thread with it. */
  async stop(): Promise<void> {
    if (this.#state === "ended") return;
    this.resume();
    await this.#ask({ type: "stop" });
    await this.kill();
  }

  #signalApps(signal: NodeJS.Signals, pids: readonly number[]): void {
    for (const pid of pids) {
      try {
        process.kill(-pid, signal);
      } catch {
        // it has ended
      }
    }
  }

  #ask(ask: NodeAsk): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (this.#state === "ended") return Promise.reject(new Error(`${this.name} has ended`));
    const n = ++this.#lastAsk;
    this.#answers.set(n, { to: ask.type, resolve, reject });
    this.#spare.thread.postMessage({ n, ask });
    return promise;
  }

  #receive(told: NodeTold): void {
    switch (told.type) {
      case "answer":
        this.#answers.get(told.n)?.resolve(told.value);
        this.#answers.delete(told.n);
        return;
      case "failed":
        this.#answers.get(told.n)?.reject(new Error(`${this.name}: ${told.text}`));
        this.#answers.delete(told.n);
        return;
      case "step":
        this.#hooks.onStep(told.step);
        return;
      case "log":
        this.#hooks.onLog(this.name, told.line);
        return;
      case "way":
        void this.#hooks.wayFrom(this.name, told.url).then((way) => {
          this.#spare.thread.postMessage({ n: told.n, way });
        });
    }
  }

  #ended(): void {
    if (this.#state === "ended") return;
    this.#state = "ended";
    for (const { reject } of this.#answers.values()) reject(new Error(`${this.name} has ended`));
    this.#answers.clear();
  }
}

const stackOf = (error: unknown): string => String(Reflect.get(Object(error), "stack") ?? error);
