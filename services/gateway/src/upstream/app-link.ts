import type { Socket } from "node:net";
import {
  type ErrorCode,
  FlotillaError,
  type FragmentMemory,
  Link,
  type LinkAttach,
  type LinkClose,
  type LinkDetach,
  type LinkLogin,
  type LinkOpen,
  type LinkRecord,
  type LinkTally,
  LinkType,
  type MoveTarget,
  maxFrameBytes,
  type SendResult,
  socketWriter,
} from "@flotilla/protocol";
import type { SessionOwner } from "@flotilla/store";
import type { AppRoute } from "./app-route.ts";
import { openAppSocket } from "./app-socket.ts";
import type { LinkClient } from "./link-client.ts";
import { LinkPace, type LinkRate } from "./link-pace.ts";
import { LinkWatch, type ProcessHealth } from "./link-watch.ts";

const connectTimeoutMs = 2_000;
/** One client's messages that its app has not read: enough for a burst, too little to fill the gateway. */
const maxQueuedBytes = 2 * 1024 * 1024;

/** What a link tells and asks. */
export interface AppLinkHooks {
  readonly onLost: (link: AppLink) => void;
  /** Nothing comes from the process's machine any more, or something does again. */
  readonly onSilent: (link: AppLink, isSilent: boolean) => void;
  /** How a process's worker says that it is. */
  readonly ask: (owner: SessionOwner) => Promise<ProcessHealth>;
  readonly onViolation: (code: ErrorCode) => void;
  readonly tally: LinkTally;
  /** Memory that the links share. */
  readonly memory?: FragmentMemory;
  /** How many frames a process may send; the usual ones unless a test needs others. */
  readonly rate?: LinkRate;
}

/** The gateway's end of the link to one app process: many sessions over one socket. */
export class AppLink {
  readonly owner: SessionOwner;
  readonly #gatewayId: string;
  readonly #hooks: AppLinkHooks;
  readonly #clients = new Map<number, LinkClient>();
  #link: Link | undefined;
  #socket: Socket | undefined;
  #watch: LinkWatch | undefined;
  readonly #pace: LinkPace;
  #route: AppRoute["type"] | "none" = "none";

  constructor(owner: SessionOwner, gatewayId: string, hooks: AppLinkHooks) {
    this.owner = owner;
    this.#gatewayId = gatewayId;
    this.#hooks = hooks;
    this.#pace = new LinkPace({
      resume: (heldMs) => {
        hooks.tally.pacedMs += heldMs;
        this.#socket?.resume();
      },
      ...(hooks.rate && { rate: hooks.rate }),
    });
  }

  /** Whether it takes sessions and packets. */
  get isOpen(): boolean {
    return this.#link !== undefined;
  }

  /** Who has a number here now. */
  get clients(): readonly LinkClient[] {
    return [...this.#clients.values()];
  }

  /** Whether the process is on this machine, or its worker passes the link on. */
  get route(): AppRoute["type"] | "none" {
    return this.#route;
  }

  /** Says which trace the next packet of a session is part of. */
  trace(number: number, context: Uint8Array): void {
    this.#link?.sendTrace(number, context);
  }

  /** Resolves when both ends have named themselves; rejects if nobody listens there. */
  async connect(route: AppRoute): Promise<void> {
    this.#route = route.type;
    const hello = Promise.withResolvers<void>();
    const onread = {
      // One buffer for all reads: whoever keeps bytes copies them. A plain array, as a Buffer's slice is no copy.
      buffer: new Uint8Array(maxFrameBytes),
      callback: (length: number, buffer: Uint8Array) => {
        this.#watch?.heard();
        this.#link?.receive(buffer.subarray(0, length));
        return this.#pace.takes(this.#link?.framesReceived ?? 0);
      },
    };
    const socket = openAppSocket(route, onread, (opened) => {
      this.#link = this.#createLink(opened, () => {
        clearTimeout(timer);
        hello.resolve();
      });
      this.#link.greet(this.#gatewayId);
      if (route.type === "far") this.#watch = this.#createWatch(this.#link);
    });
    this.#socket = socket;
    const timer = setTimeout(() => socket.destroy(), connectTimeoutMs);
    socket.on("error", () => {}); // "close" follows
    socket.on("close", () => {
      clearTimeout(timer);
      hello.reject(new FlotillaError("APP_UNREACHABLE", "no link to the app process"));
      this.#lost();
    });
    await hello.promise;
  }

  /** Opens a new session for a client; returns its number. */
  open(client: LinkClient, payload: LinkOpen): number {
    return this.#begin(client, LinkType.open, payload);
  }

  /** Brings a client back to its session; returns its number. */
  attach(client: LinkClient, payload: LinkAttach): number {
    return this.#begin(client, LinkType.attach, payload);
  }

  /** Sends a client's packet; its bytes must not change afterwards. */
  send(number: number, packet: Uint8Array): SendResult {
    return this.#link?.sendPacket(number, packet) ?? "gone";
  }

  /** Returns the credit of packets that a client was slow to take. */
  consumed(number: number, bytes: number): void {
    this.#link?.consumed(number, bytes);
  }

  /** The client is gone, its session stays. */
  detach(number: number, reason: LinkDetach["reason"]): void {
    if (!this.#clients.delete(number)) return;
    this.#link?.send(number, LinkType.detach, { reason });
  }

  /** There is a place elsewhere for the session. */
  move(number: number, to: MoveTarget): void {
    if (this.#clients.has(number)) this.#link?.send(number, LinkType.move, { to });
  }

  /** Ends a session that has no client. */
  end(sessionId: string, epoch: number, reason: LinkClose["reason"]): void {
    this.#link?.send(0, LinkType.close, { sessionId, epoch, reason });
  }

  /** A provider has answered a sign-in; false if the link is gone. */
  login(answer: LinkLogin): boolean {
    return this.#link?.send(0, LinkType.login, answer) === "sent";
  }

  /** A session's record has changed under its process. */
  tellRecord(record: LinkRecord): void {
    this.#link?.send(0, LinkType.record, record);
  }

  /** Closes the socket at once: what was sent may not arrive. */
  abandon(): void {
    this.#socket?.destroy();
  }

  /** Closes the socket after what was sent has left. */
  close(): void {
    // Frames wait for the end of the turn; so does this.
    setImmediate(() => this.#socket?.end());
  }

  #begin(client: LinkClient, type: 1 | 5, payload: LinkOpen | LinkAttach): number {
    if (this.#link === undefined) throw new FlotillaError("APP_UNREACHABLE", "the link is closed");
    const number = this.#link.allocate();
    this.#clients.set(number, client);
    if (type === LinkType.open) this.#link.send(number, type, payload as LinkOpen);
    else this.#link.send(number, type, payload);
    return number;
  }

  #createLink(socket: Socket, onHello: () => void): Link {
    const link = new Link({
      side: "gateway",
      write: socketWriter(socket, () => link.drained()),
      schedule: setImmediate,
      limits: { maxQueuedBytes },
      tally: this.#hooks.tally,
      ...(this.#hooks.memory && { memory: this.#hooks.memory }),
      handler: {
        onHello,
        onPacket: (number, packet) => this.#clients.get(number)?.deliver(packet),
        onPieces: (number, pieces) => this.#clients.get(number)?.deliver(pieces.first, pieces),
        onTiming: (number, microseconds) => this.#clients.get(number)?.timed(microseconds),
        onClose: (number, close) => {
          const client = this.#clients.get(number);
          this.#clients.delete(number);
          client?.onEnded(close);
        },
        onDetach: (number, detach) => {
          if (detach === undefined) return; // the answer to ours
          const client = this.#clients.get(number);
          this.#clients.delete(number);
          client?.onDetached(detach);
        },
        onMove: (number, move) => this.#clients.get(number)?.onMove(move),
        onViolation: ({ code }) => {
          this.#hooks.onViolation(code);
          socket.destroy();
        },
      },
    });
    return link;
  }

  /** On this machine the kernel tells when the other end is gone; between machines nobody may. */
  #createWatch(link: Link): LinkWatch {
    return new LinkWatch({
      ping: (bytes) => link.ping(bytes),
      ask: () => this.#hooks.ask(this.owner),
      onSilent: (isSilent) => this.#hooks.onSilent(this, isSilent),
      onDead: () => this.abandon(),
    });
  }

  #lost(): void {
    this.#watch?.stop();
    this.#pace.stop();
    this.#link?.stop();
    this.#link = undefined;
    this.#hooks.onLost(this);
    this.#clients.clear();
  }
}
