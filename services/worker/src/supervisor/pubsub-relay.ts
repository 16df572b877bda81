import { decode, encode } from "@flotilla/protocol";
import type { Bus, Undo } from "@flotilla/store";

/** A pub/sub message of an app, on its way to the app's other processes. */
export interface RelayedMessage {
  readonly topic: string | null;
  readonly payload: Uint8Array;
  readonly from: string;
}

interface Member {
  readonly id: string;
  deliver(message: RelayedMessage): void;
}

interface Group {
  readonly members: Set<Member>;
  readonly undo: Promise<Undo>;
}

const limits = { maxDepth: 8, keys: "string" } as const;

/** Carries `page.pubsub` between the processes of one app, on whichever worker they are. */
export class PubSubRelay {
  readonly #bus: Bus;
  readonly #onError: (error: unknown) => void;
  readonly #groups = new Map<string, Group>();

  constructor(bus: Bus, onError: (error: unknown) => void) {
    this.#bus = bus;
    this.#onError = onError;
  }

  /** Lets a process take part until the returned function is called. */
  join(team: string, app: string, member: Member): () => void {
    const channel = channelOf(team, app);
    const group = this.#groups.get(channel) ?? this.#open(channel);
    group.members.add(member);
    return () => {
      group.members.delete(member);
      if (group.members.size > 0) return;
      this.#groups.delete(channel);
      group.undo.then((undo) => undo()).catch(this.#onError);
    };
  }

  /** Sends a message of one process to all others. */
  publish(team: string, app: string, origin: string, message: RelayedMessage): void {
    const { topic, payload, from } = message;
    this.#bus
      .publish(channelOf(team, app), encode({ origin, topic, payload, from }))
      .catch(this.#onError);
  }

  #open(channel: string): Group {
    const members = new Set<Member>();
    const undo = this.#bus.subscribe(channel, (bytes) => {
      const message = parse(bytes);
      if (message === undefined) return;
      for (const member of members) if (member.id !== message.origin) member.deliver(message);
    });
    undo.catch(this.#onError);
    const group = { members, undo };
    this.#groups.set(channel, group);
    return group;
  }
}

function channelOf(team: string, app: string): string {
  return `pubsub/${team}/${app}`;
}

/** Only workers write to these channels; anything else is not for us. */
function parse(bytes: Uint8Array): (RelayedMessage & { readonly origin: string }) | undefined {
  const value = decode(bytes, limits);
  if (typeof value !== "object" || value === null) return undefined;
  const { origin, topic, payload, from } = value as Record<string, unknown>;
  if (typeof origin !== "string" || typeof from !== "string") return undefined;
  if (!(payload instanceof Uint8Array)) return undefined;
  if (topic !== null && typeof topic !== "string") return undefined;
  return { origin, topic, payload, from };
}
