import {
  Action,
  type ClientMessage,
  decodeMessage,
  encodeMessage,
  type InvokeRequest,
  PacketType,
  type Patch,
} from "@flotilla/protocol";
import type { UiStore } from "../store/ui-store.ts";
import type { Backoff } from "../transport/backoff.ts";
import { Connection, type ConnectionState, type OpenSocket } from "../transport/connection.ts";
import { Outbox } from "../transport/outbox.ts";
import { DataChannels } from "./data-channels.ts";
import type { MethodTable } from "./method-table.ts";
import type { SessionMemory } from "./session-memory.ts";

/** How the session goes, for the visitor. */
export interface SessionStatus {
  readonly connection: ConnectionState["type"];
  /** The page was registered at least once: there is something to read. */
  readonly started: boolean;
  /** The app refused the registration; its first line is for the visitor. */
  readonly refusal: string | undefined;
  /** A handler of the app failed. */
  readonly crash: string | undefined;
}

interface Init {
  readonly url: string;
  readonly pageName: string;
  readonly open: OpenSocket;
  readonly backoff: Backoff;
  readonly store: UiStore;
  readonly methods: MethodTable;
  readonly memory: SessionMemory;
  /** Page fields of each registration, as they are then. */
  readonly pageFields: () => Record<string, unknown>;
  /** What a fresh page tells once after its first registration. */
  readonly greetings: () => readonly ClientMessage[];
  readonly onStatus: (status: SessionStatus) => void;
}

/** Speaks the protocol: registers, applies what the host sends, sends what the visitor does, in order. */
export class SessionClient {
  readonly channels = new DataChannels((packet) => this.#connection.send(packet));
  readonly #init: Init;
  readonly #connection: Connection;
  readonly #outbox = new Outbox();
  #status: SessionStatus = {
    connection: "connecting",
    started: false,
    refusal: undefined,
    crash: undefined,
  };

  constructor(init: Init) {
    this.#init = init;
    this.#connection = new Connection({
      url: init.url,
      open: init.open,
      backoff: init.backoff,
      handler: {
        register: () => this.#registration(),
        packet: (packet) => this.#receive(packet),
        state: (state) => this.#tell({ connection: state.type }),
      },
    });
  }

  get status(): SessionStatus {
    return this.#status;
  }

  start(): void {
    this.#connection.connect();
  }

  stop(): void {
    this.#connection.stop();
  }

  /** The network or the visitor is back: no more waiting. */
  hurry(): void {
    this.#connection.hurry();
  }

  /** A new session, as the visitor asked for after the old one ended. */
  restart(): void {
    this.#init.memory.forget();
    this.#connection.restart();
  }

  /** Sends a message, now or after the next registration. */
  send(message: ClientMessage): void {
    const [action, body] = message;
    if (!this.#connection.send(encodeMessage(action, body))) this.#outbox.add(message);
  }

  #registration(): Uint8Array {
    return encodeMessage(Action.register, {
      session_id: this.#init.memory.id,
      page_name: this.#init.pageName,
      page: this.#init.pageFields(),
    });
  }

  #receive(packet: Uint8Array): void {
    if (packet[0] === PacketType.channel) this.channels.receive(packet);
    if (packet[0] !== PacketType.message) return;
    const [action, body] = decodeMessage(packet);
    switch (action) {
      case Action.register:
        this.#registered(body);
        break;
      case Action.patch:
        this.#patch(body);
        break;
      case Action.invoke:
        void this.#answer(body as unknown as InvokeRequest);
        break;
      case Action.crashed:
        this.#tell({ crash: String(body.message ?? "") });
        break;
      default: // an action of a later protocol: nothing that this client could do
    }
  }

  #registered(body: Record<string, unknown>): void {
    const { session_id: id, page_patch: page, error } = body;
    if (typeof error === "string" && error !== "") {
      this.#tell({ refusal: error });
      return;
    }
    if (typeof id === "string" && id !== "") this.#init.memory.keep(id);
    const { store } = this.#init;
    if (typeof page === "object" && page !== null) {
      store.commit(store.tree.merge(page as Record<string, unknown>));
    }
    const waiting = this.#outbox.take();
    const fresh = !this.#status.started;
    this.#connection.registered();
    this.#tell({ started: true, refusal: undefined, crash: undefined });
    if (!fresh) this.channels.announceAgain();
    if (fresh) for (const message of this.#init.greetings()) this.send(message);
    for (const message of waiting) {
      // The host's page does not have what the visitor did meanwhile; it will after these messages.
      if (message[0] === Action.update)
        store.commit(store.tree.update(message[1].id, message[1].props));
      this.send(message);
    }
  }

  #patch(body: Record<string, unknown>): void {
    const { store } = this.#init;
    store.commit(store.tree.apply(body.id as number, body.patch as Patch));
  }

  async #answer(request: InvokeRequest): Promise<void> {
    this.send([Action.invoke, await this.#init.methods.answer(request)]);
  }

  #tell(change: Partial<SessionStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#init.onStatus(this.#status);
  }
}
