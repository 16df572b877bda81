import {
  Action,
  type ClientMessage,
  decodeExtension,
  decodeMessage,
  type ExtensionReply,
  encodeInput,
  encodeSmall,
  extensionVersion,
  type InvokeRequest,
  type Notice,
  PacketType,
  type Patch,
} from "@flotilla/protocol";
import type { UiStore } from "../store/ui-store.ts";
import type { Backoff } from "../transport/backoff.ts";
import { Connection, type ConnectionState, type OpenSocket } from "../transport/connection.ts";
import { DataChannels } from "./data-channels.ts";
import { Edits } from "./edits.ts";
import { Inputs } from "./inputs.ts";
import type { MethodTable } from "./method-table.ts";
import type { PageRestorer } from "./page-restorer.ts";
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
  /** The session that the page had was not there any more: this is another one. */
  readonly renewed: boolean;
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
  /** The host tells something beside the app's page. */
  readonly onNotice: (notice: Notice) => void;
  /** Loads what takes the page over to an app that was started again. */
  readonly restorer: () => Promise<PageRestorer>;
  /** The restorer cannot be loaded: begins with a fresh page. */
  readonly reload: () => void;
}

/** Speaks the protocol: registers, applies what the host sends, sends what the visitor does, in order. */
export class SessionClient {
  readonly channels = new DataChannels((packet) => this.#connection.send(packet));
  readonly #init: Init;
  readonly #connection: Connection;
  readonly #inputs = new Inputs();
  readonly #edits = new Edits();
  /** Replies to registrations on this socket. */
  #generation = 0;
  #restorer: Promise<PageRestorer> | undefined;
  /** Knows the app's ids once they are others than those of the page. */
  #restored: PageRestorer | undefined;
  /** Packets that wait until the page has been restored. */
  #held: Uint8Array[] | undefined;
  #status: SessionStatus = {
    connection: "connecting",
    started: false,
    refusal: undefined,
    crash: undefined,
    renewed: false,
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
        state: (state) => {
          if (state.type !== "live") this.#held = undefined;
          this.#tell({ connection: state.type });
        },
      },
    });
  }

  get status(): SessionStatus {
    return this.#status;
  }

  get id(): string | null {
    return this.#init.memory.id;
  }

  start(): void {
    this.#connection.connect();
  }

  /** The network or the visitor is back: no more waiting. */
  hurry(): void {
    this.#connection.hurry();
  }

  /** Another tab has the session: no more attempts. */
  standBack(): void {
    this.#connection.standBack();
  }

  /** A new session, as the visitor asked for after the old one ended. */
  restart(): void {
    this.#init.memory.forget();
    this.#connection.restart();
  }

  /** Sends a message, now or after the next registration. */
  send(message: ClientMessage): void {
    if (message[0] === Action.update) this.#edits.add(message[1].id, message[1].props);
    if (this.#held || this.#status.connection !== "live") this.#inputs.wait(message);
    else this.#deliver(message, this.#inputs.number(message));
  }

  #deliver(message: ClientMessage, number: number): void {
    const [action, body] = this.#restored?.outbound(message) ?? message;
    const packet = encodeSmall([action, body], PacketType.message);
    const sent = this.#connection.send(
      number ? encodeInput(number, this.#generation & 255, packet) : packet,
    );
    if (!sent && !number) this.#inputs.wait(message);
  }

  #registration(): Uint8Array {
    this.#generation = 0;
    const body = {
      session_id: this.#init.memory.id,
      page_name: this.#init.pageName,
      page: { ...this.#init.pageFields(), _flotilla: { ack: extensionVersion } },
    };
    return encodeSmall([Action.register, body], PacketType.message);
  }

  #receive(packet: Uint8Array): void {
    if (this.#held) this.#held.push(packet);
    else if (packet[0] === PacketType.message) this.#read(packet);
    else if (packet[0] === PacketType.channel) this.channels.receive(packet);
    else this.#heard(packet);
  }

  #read(packet: Uint8Array): void {
    const [action, body] = decodeMessage(packet);
    if (action !== Action.register) this.#restored?.inbound(body);
    switch (action) {
      case Action.register:
        this.#registered(body);
        break;
      case Action.patch: {
        const { store } = this.#init;
        const changes = store.tree.apply(body.id as number, body.patch as Patch);
        this.#edits.overrule(changes);
        store.commit(changes);
        break;
      }
      case Action.invoke:
        void this.#answer(body as unknown as InvokeRequest);
        break;
      case Action.crashed:
        this.#tell({ crash: String(body.message ?? "") });
        break;
      default: // an action of a later protocol: nothing that this client could do
    }
  }

  #heard(packet: Uint8Array): void {
    const extension = decodeExtension(packet);
    if (extension?.kind === "ack") {
      this.#inputs.confirm(extension.low, extension.others);
      // There is something to lose now: what saves it has to be here when the host is not.
      void this.#loadRestorer().catch(() => undefined); // then it is tried again when it is needed
    } else if (extension?.kind === "notice") {
      const { notice } = extension;
      if (notice.type === "busy") this.#connection.stayAway(notice.retryMs);
      this.#init.onNotice(notice);
    }
  }

  #registered(body: Record<string, unknown>): void {
    this.#generation += 1;
    const { session_id, page_patch, error } = body;
    if (typeof error === "string" && error !== "") {
      this.#tell({ refusal: error });
      return;
    }
    const { store, memory } = this.#init;
    const { _flotilla, ...page } = page_patch as Record<string, unknown>;
    const extension = _flotilla as ExtensionReply | undefined;
    const renewed = this.#status.started && session_id !== memory.id;
    if (renewed) {
      // Another session: nothing of the old one is left to be told.
      this.#inputs.clear();
      this.#edits.clear();
      this.#restored = undefined;
    } else if (this.#status.started && extension?.restored) {
      void this.#restore(page, extension);
      return;
    }
    this.#tell({ renewed: renewed && memory.id !== null });
    memory.keep(String(session_id));
    this.#restored?.inbound(page);
    const changes = store.tree.merge(page);
    this.#edits.overrule(changes);
    store.commit(changes);
    this.#resume(extension, []);
  }

  async #restore(page: Record<string, unknown>, extension: ExtensionReply): Promise<void> {
    const held: Uint8Array[] = [];
    this.#held = held;
    const restorer = await this.#loadRestorer().catch(() => undefined);
    // Lost meanwhile: the page has not been taken over, the next reply brings it again.
    if (this.#held !== held) return;
    this.#held = undefined;
    if (!restorer) {
      this.#init.reload();
      return;
    }
    this.#restored = restorer;
    this.#resume(extension, restorer.restore(page, this.#edits.entries()));
    for (const packet of held) this.#receive(packet);
  }

  #loadRestorer(): Promise<PageRestorer> {
    this.#restorer ??= this.#init.restorer().catch((error: unknown) => {
      this.#restorer = undefined;
      throw error;
    });
    return this.#restorer;
  }

  /** Packets flow again: `first` is sent, then what is not confirmed, then what has waited. */
  #resume(extension: ExtensionReply | undefined, first: readonly ClientMessage[]): void {
    const again = this.#inputs.unconfirmed(extension);
    const waiting = this.#inputs.take();
    const fresh = !this.#status.started;
    if (this.#status.connection !== "live") this.#connection.registered();
    this.#tell({ started: true, refusal: undefined, crash: undefined });
    this.#init.onNotice({ type: "responding" });
    for (const message of fresh ? this.#init.greetings() : first) this.send(message);
    if (!fresh) this.channels.announceAgain();
    for (const [number, message] of again) {
      this.#repeat(message);
      this.#deliver(message, number);
    }
    for (const message of waiting) {
      this.#repeat(message);
      this.send(message);
    }
  }

  /** The host's page does not have what the visitor did meanwhile; it will after these messages. */
  #repeat([action, body]: ClientMessage): void {
    if (action !== Action.update) return;
    const { store } = this.#init;
    this.#edits.add(body.id, body.props);
    store.commit(store.tree.update(body.id, body.props));
  }

  async #answer(request: InvokeRequest): Promise<void> {
    this.send([Action.invoke, await this.#init.methods.answer(request)]);
  }

  #tell(change: Partial<SessionStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#init.onStatus(this.#status);
  }
}
