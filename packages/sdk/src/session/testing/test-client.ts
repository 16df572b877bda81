import {
  decode,
  type ExtensionOffer,
  encodeInput,
  encodeMessage,
  type Patch,
  type StoredOutcome,
} from "@flotilla/protocol";
import { ControlTree } from "@flotilla/tree";
import type { Restore } from "../../keeping/restored-session.ts";
import type { Checkpoint } from "../../keeping/session-keeping.ts";
import { PubSubHub } from "../../pubsub/pubsub-hub.ts";
import type { Main, RunOptions } from "../../run.ts";
import type { ThreadPort } from "../../tasks/task-runner.ts";
import { AppSession } from "../app-session.ts";
import { IdCounter } from "../id-counter.ts";

/** A message as the client has it. */
export type Sent = readonly [action: number, body: Record<string, unknown>];

/** What a test's session is made with. */
export interface TestInit {
  readonly options?: RunOptions;
  readonly hub?: PubSubHub;
  readonly id?: string;
  readonly threads?: ThreadPort;
  /** Makes checkpoints possible, see `keep()`. */
  readonly durability?: "async" | "sync";
  readonly restore?: Restore;
  readonly extension?: ExtensionOffer;
  readonly publish?: (topic: string | null, payload: Uint8Array, from: string) => void;
}

const client = { ip: "203.0.113.7", userAgent: "test", pageUrl: "ws://host/app", pageName: "app" };

/** A session in this process with a client that follows it; for tests. */
export class TestClient {
  readonly session: AppSession;
  readonly sent: Sent[] = [];
  readonly crashes: unknown[] = [];
  readonly logs: string[] = [];
  readonly ended: string[] = [];
  /** How often the session has asked for a checkpoint. */
  due = 0;
  /** What is kept of the session. */
  kept: Record<string, Uint8Array> = {};
  readonly #extension: ExtensionOffer | undefined;
  #tree = new ControlTree();

  constructor(main: Main, init: TestInit = {}) {
    this.#extension = init.extension;
    this.session = new AppSession({
      id: init.id ?? "s".repeat(22),
      app: { main, options: init.options ?? {} },
      hub: init.hub ?? new PubSubHub(),
      ids: new IdCounter(),
      restore: init.restore,
      ...(init.threads && { threads: init.threads }),
      ...(init.durability && {
        keep: {
          durability: init.durability,
          due: () => {
            this.due++;
          },
        },
      }),
      hooks: {
        publish: init.publish ?? (() => {}),
        log: (_level, text) => this.logs.push(text),
        crashed: (error) => this.crashes.push(error),
      },
    });
  }

  /** The page as the client has it. */
  get page(): Record<string, unknown> {
    return this.#tree.page;
  }

  /** The messages since the last look. */
  take(): Sent[] {
    return this.sent.splice(0);
  }

  async open(page: Record<string, unknown> = { route: "/", web: true }): Promise<this> {
    await this.session.open(page, client, this.#connection(), this.#extension);
    return this;
  }

  /** Takes the session's checkpoint, if there is one, and stores its changes unless told otherwise; returns it. */
  keep(outcome: StoredOutcome | "on its way" = "stored"): Checkpoint | undefined {
    const checkpoint = this.session.takeCheckpoint();
    if (checkpoint === undefined) return undefined;
    if (outcome === "stored" || outcome === "on its way") {
      if (checkpoint.whole) this.kept = {};
      for (const [name, part] of Object.entries(checkpoint.parts)) {
        if (part === null) delete this.kept[name];
        else this.kept[name] = part;
      }
    }
    if (outcome !== "on its way") this.session.settleCheckpoint(checkpoint.n, outcome);
    return checkpoint;
  }

  /** What a session that goes on from what is kept is made with. */
  get restore(): Restore {
    return { parts: { ...this.kept }, release: "r1", isStaying: false };
  }

  async attach(page: Record<string, unknown> = { route: "/" }): Promise<void> {
    await this.session.attach(page, client, this.#connection(), this.#extension);
  }

  /** Sends an input with a number. */
  input(number: number, action: 3 | 4, body: object): void {
    this.session.receive(encodeInput(number, 1, encodeMessage(action, body)));
  }

  event(target: number, name: string, data: unknown = null): void {
    this.session.receive(encodeMessage(3, { target, name, data }));
  }

  update(id: number, props: Record<string, unknown>): void {
    this.session.receive(encodeMessage(4, { id, props }));
  }

  #connection() {
    this.#tree = new ControlTree();
    return {
      send: (packet: Uint8Array) => {
        const read = () => decode(packet, { keys: "any" }, 1) as Sent;
        this.sent.push(packet[0] === 0 ? read() : [-1, { packet }]);
        if (packet[0] !== 0) return;
        const [action, body] = read();
        if (action === 1) this.#tree.merge(body.page_patch as Record<string, unknown>);
        if (action === 2) this.#tree.apply(body.id as number, body.patch as Patch);
      },
      end: (reason: string) => this.ended.push(reason),
    };
  }
}
