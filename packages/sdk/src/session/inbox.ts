import {
  Action,
  decodeChannel,
  decodeExtension,
  decodeMessage,
  type EventBody,
  type InvokeReply,
  PacketType,
  type UpdateBody,
} from "@flotilla/protocol";
import { nodeKey } from "../core/tree-node.ts";
import type { Components } from "../declarative/components.ts";
import type { SessionKeeping } from "../keeping/session-keeping.ts";
import { applyUpdate, type Refuse } from "./apply-update.ts";
import type { ClientLine } from "./client-line.ts";
import type { DataChannels } from "./data-channel.ts";
import type { Handlers } from "./handlers.ts";
import { isHostEvent } from "./host-events.ts";
import { withDates } from "./inbound.ts";
import type { LiveTree } from "./live-tree.ts";
import type { MethodCalls } from "./method-calls.ts";

/** Where what a client sends goes. */
export interface InboxInit {
  readonly tree: LiveTree;
  readonly handlers: Handlers;
  readonly components: Components;
  readonly calls: MethodCalls;
  readonly channels: DataChannels;
  readonly keeping: SessionKeeping;
  readonly line: ClientLine;
  readonly refuse: Refuse;
}

/** Takes a client's packets: events, updates, answers to calls, bytes of channels, and numbered inputs. */
export class Inbox {
  readonly #to: InboxInit;

  constructor(to: InboxInit) {
    this.#to = to;
  }

  receive(packet: Uint8Array): void {
    const { channels, keeping } = this.#to;
    if (packet[0] === PacketType.channel) {
      const frame = decodeChannel(packet);
      if (frame !== undefined) channels.deliver(frame.channelId, frame.bytes);
    } else if (packet[0] === PacketType.message) this.#take(packet, null);
    else if (keeping.acks) {
      const input = decodeExtension(packet);
      if (input?.kind !== "input" || !keeping.inputs.begin(input.number)) return;
      this.#take(input.packet, input.number);
    }
  }

  #take(packet: Uint8Array, number: number | null): void {
    const { components, keeping, line, tree } = this.#to;
    const [action, body] = decodeMessage(packet);
    line.firstPage?.received(action, body, (id) => tree.find(id));
    withDates(body);
    keeping.endRestore();
    components.flush(); // what the client did came after what it had been sent so far
    keeping.follow(number, this.#apply(action, body));
  }

  #apply(action: number, body: object): void | Promise<void> {
    const { calls, handlers, keeping, refuse, tree } = this.#to;
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
}
