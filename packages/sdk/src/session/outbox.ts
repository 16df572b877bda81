import { Action, encodeMessage, type RegisterReply } from "@flotilla/protocol";

/** The way to the client. */
export interface Connection {
  send(packet: Uint8Array): void;
  /** The app ended the session. */
  end(reason: string): void;
}

/**
 * What goes to the client. Before the REGISTER reply nothing goes out: patches are part of the reply, the rest follows
 * it. While no client is attached, messages are dropped: whoever comes back gets the whole page.
 */
export class Outbox {
  #connection: Connection | null = null;
  #early: [number, object][] | null = [];

  /** Whether the first REGISTER reply has been sent, so that patches make sense. */
  get isOpen(): boolean {
    return this.#early === null;
  }

  get isAttached(): boolean {
    return this.#connection !== null;
  }

  attach(connection: Connection): void {
    this.#connection = connection;
  }

  /** Takes the connection away and returns it. */
  detach(): Connection | null {
    const connection = this.#connection;
    this.#connection = null;
    return connection;
  }

  /** Sends the REGISTER reply, then what had to wait for it. */
  reply(body: RegisterReply): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.send(Action.register, body);
    for (const [action, later] of early) this.send(action, later);
  }

  readonly send = (action: number, body: object): void => {
    if (this.#early === null) this.#connection?.send(encodeMessage(action, body));
    else if (action !== Action.patch) this.#early.push([action, body]);
  };

  /** Sends a packet as it is. */
  readonly sendPacket = (packet: Uint8Array): void => {
    if (this.#early === null) this.#connection?.send(packet);
  };
}
