import {
  Action,
  decodeChannel,
  decodeExtension,
  decodeMessage,
  type EventBody,
  encodeMessage,
  type InvokeReply,
  PacketType,
  type UpdateBody,
} from "@flotilla/protocol";
import { nodeKey } from "../core/tree-node.ts";
import type { Components } from "../declarative/components.ts";
import type { SessionKeeping } from "../keeping/session-keeping.ts";
import { applyUpdate, type Refuse } from "./apply-update.ts";
import type { DataChannels } from "./data-channel.ts";
import type { FirstPage } from "./first-page.ts";
import type { Handlers } from "./handlers.ts";
import { isHostEvent } from "./host-events.ts";
import { withDates } from "./inbound.ts";
import type { LiveTree, Send } from "./live-tree.ts";
import type { MethodCalls } from "./method-calls.ts";
import type { Outbox } from "./outbox.ts";

/** Where what a client sends goes. */
export interface LineTargets {
  readonly tree: LiveTree;
  readonly handlers: Handlers;
  readonly components: Components;
  readonly calls: MethodCalls;
  readonly channels: DataChannels;
  readonly keeping: SessionKeeping;
  readonly refuse: Refuse;
}

/**
 * What a session and its client say to each other. Before the first REGISTER reply nothing goes out: patches are part of the
 * reply, the rest follows it. While no client is attached, messages are dropped: whoever comes back gets the whole page.
 */
export class ClientLine {
  readonly outbox: Outbox;
  /** Listens to the beginning of a new session. */
  firstPage: FirstPage | undefined;
  /** Whether a client has acted on what it was sent. */
  hasReceived = false;
  readonly #targets: () => LineTargets;
  #asks: PromiseWithResolvers<void> | null = null;
  /** What waits for the first reply; null once that has been sent. */
  #early: [action: number, body: object][] | null = [];

  constructor(outbox: Outbox, targets: () => LineTargets) {
    this.outbox = outbox;
    this.#targets = targets;
  }

  /** Whether the first reply was sent. */
  get isOpen(): boolean {
    return this.#early === null;
  }

  /** Resolves when something is asked of the client before the first reply. */
  get asks(): Promise<void> {
    this.#asks ??= Promise.withResolvers();
    return this.#asks.promise;
  }

  readonly send: Send = (action, body) => {
    if (this.#early === null) {
      if (this.outbox.connection === null) return;
      const packet = encodeMessage(action, body);
      this.sendPacket(packet);
      this.#targets().keeping.sent();
      this.firstPage?.sent(packet);
    } else if (action !== Action.patch) {
      this.#early.push([action, body]);
      if (action === Action.invoke) this.#ask();
    }
  };

  /** Answers a registration, and sends what has waited for it. */
  reply(body: object): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.send(Action.register, body);
    for (const [action, message] of early) this.send(action, message);
  }

  /** Sends a packet as it is. */
  sendPacket(packet: Uint8Array): void {
    if (this.#early === null && !this.outbox.holds(packet)) this.outbox.connection?.send(packet);
  }

  /** Takes a packet of the client: an event, an update, the answer to a call, a numbered input, bytes of a channel. */
  readonly receive = (packet: Uint8Array): void => {
    const { channels, keeping } = this.#targets();
    this.hasReceived = true;
    if (packet[0] === PacketType.channel) {
      const frame = decodeChannel(packet);
      if (frame !== undefined) channels.deliver(frame.channelId, frame.bytes);
    } else if (packet[0] === PacketType.message) this.#take(packet, null);
    else if (keeping.acks) {
      const input = decodeExtension(packet);
      if (input?.kind !== "input" || !keeping.inputs.begin(input.number)) return;
      this.#take(input.packet, input.number);
    }
  };

  #take(packet: Uint8Array, number: number | null): void {
    const { components, keeping, tree } = this.#targets();
    const [action, body] = decodeMessage(packet);
    this.firstPage?.received(action, body, (id) => tree.find(id));
    withDates(body);
    keeping.endRestore();
    components.flush(); // what the client did came after what it had been sent so far
    keeping.follow(number, this.#apply(action, body));
  }

  #apply(action: number, body: object): void | Promise<void> {
    const { calls, handlers, keeping, refuse, tree } = this.#targets();
    if (action === Action.event) {
      const { target, name, data } = body as EventBody;
      const control = isHostEvent(target, name) ? undefined : tree.find(target);
      if (control !== undefined) return handlers.dispatch(control, name, data);
    } else if (action === Action.update) {
      const { id, props } = body as UpdateBody;
      const control = tree.find(id);
      if (control === undefined) return;
      applyUpdate(control[nodeKey], props, refuse);
      keeping.page.updated(control, props);
    } else if (action === Action.invoke) calls.answer(body as InvokeReply);
  }

  #ask(): void {
    this.#asks ??= Promise.withResolvers();
    this.#asks.resolve();
  }
}
