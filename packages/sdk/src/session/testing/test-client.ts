import { decode, encodeMessage, type Patch } from "@flotilla/protocol";
import { ControlTree } from "@flotilla/tree";
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
  readonly restored?: unknown;
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
  #tree = new ControlTree();

  constructor(main: Main, init: TestInit = {}) {
    this.session = new AppSession({
      id: init.id ?? "s".repeat(22),
      app: { main, options: init.options ?? {} },
      hub: init.hub ?? new PubSubHub(),
      ids: new IdCounter(),
      restored: init.restored,
      ...(init.threads && { threads: init.threads }),
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
    await this.session.open(page, client, this.#connection());
    return this;
  }

  async attach(page: Record<string, unknown> = { route: "/" }): Promise<void> {
    await this.session.attach(page, client, this.#connection());
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
