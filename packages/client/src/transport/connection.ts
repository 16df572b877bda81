import { closeCodes, encodePing } from "@flotilla/protocol";
import type { Backoff } from "./backoff.ts";
import { reactToClose } from "./close-reaction.ts";

/** Where the connection stands. */
export type ConnectionState =
  | { readonly type: "connecting" }
  /** The socket is open and the REGISTER request was sent. */
  | { readonly type: "registering" }
  | { readonly type: "live" }
  /** Lost; the next attempt comes by itself. */
  | { readonly type: "waiting" }
  | { readonly type: "ended" }
  /** Another tab has the session. */
  | { readonly type: "elsewhere" }
  | { readonly type: "gone" };

/** What the connection tells its owner. */
export interface ConnectionHandler {
  /** The socket is open: returns the REGISTER packet. */
  register(): Uint8Array;
  packet(packet: Uint8Array): void;
  state(state: ConnectionState): void;
}

/** The part of a WebSocket that is used, so that tests can bring another implementation. */
export type OpenSocket = (url: string) => WebSocket;

const steadyAfterMs = 1_000;
/** A host that is there answers a ping much sooner, over any network that people can work with. */
const pongMs = 4_000;
const ping = encodePing(new Uint8Array(4));

/** One client's way to the host: opens sockets, one after the other, until the page goes elsewhere. */
export class Connection {
  readonly #url: string;
  readonly #open: OpenSocket;
  readonly #backoff: Backoff;
  readonly #handler: ConnectionHandler;
  #socket: WebSocket | undefined;
  #state: ConnectionState = { type: "connecting" };
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #steadyTimer: ReturnType<typeof setTimeout> | undefined;
  #pongTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whether this socket has brought anything. */
  #heard = false;
  /** How long the host has asked to stay away once this socket is closed. */
  #awayMs = 0;

  constructor(init: {
    url: string;
    open: OpenSocket;
    backoff: Backoff;
    handler: ConnectionHandler;
  }) {
    this.#url = init.url;
    this.#open = init.open;
    this.#backoff = init.backoff;
    this.#handler = init.handler;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Opens a socket now: at the start, when the network is back, when the visitor asks for it. */
  connect(): void {
    if (this.#socket) return;
    clearTimeout(this.#retryTimer);
    const socket = this.#open(this.#url);
    this.#socket = socket;
    this.#heard = false;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      if (this.#socket !== socket) return;
      send(socket, this.#handler.register());
      this.#enter({ type: "registering" });
    });
    socket.addEventListener("message", ({ data }) => {
      if (this.#socket === socket && data instanceof ArrayBuffer) {
        this.#forgetPing();
        this.#heard = true;
        this.#handler.packet(new Uint8Array(data));
      }
    });
    socket.addEventListener("close", ({ code }) => this.#lost(socket, code));
  }

  /** The host has accepted the registration: packets flow from now on. */
  registered(): void {
    this.#enter({ type: "live" });
    // A host that fails right after each registration must not be asked without pause.
    this.#steadyTimer = setTimeout(() => this.#backoff.reset(), steadyAfterMs);
  }

  /** The host is about to close the socket and says when to come again. */
  stayAway(ms: number): void {
    this.#awayMs = this.#backoff.spread(ms);
  }

  /** Sends a packet on the live connection; false if there is none. */
  send(packet: Uint8Array): boolean {
    if (this.#state.type !== "live" || this.#socket?.readyState !== WebSocket.OPEN) return false;
    send(this.#socket, packet);
    return true;
  }

  /** The network or the visitor is back: no more waiting; and who was there before has to show that it still is. */
  hurry(): void {
    if (this.#state.type === "waiting") {
      this.#backoff.reset();
      this.connect();
    } else if (this.#socket?.readyState === WebSocket.OPEN && this.#mayPing()) {
      const socket = this.#socket;
      send(socket, ping);
      this.#pongTimer = setTimeout(() => {
        this.#lost(socket, 1006);
        socket.close(); // it may never say that it is closed
      }, pongMs);
    }
  }

  /** Starts anew after the session ended or the app was gone. */
  restart(): void {
    this.#leave();
    this.#backoff.reset();
    this.#enter({ type: "connecting" });
    this.connect();
  }

  /** Leaves the session to another page, without coming again by itself. */
  standBack(): void {
    this.#leave();
    this.#enter({ type: "elsewhere" });
  }

  #leave(): void {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#steadyTimer);
    this.#forgetPing();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #lost(socket: WebSocket, code: number): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    clearTimeout(this.#steadyTimer);
    this.#forgetPing();
    const reaction = reactToClose(code);
    if (reaction.type !== "retry") {
      this.#enter(reaction);
      return;
    }
    this.#enter({ type: "waiting" });
    // A host that leaves spreads its closes itself.
    const isAsked = code === closeCodes.moved && this.#backoff.isFresh;
    const delayMs = this.#backoff.next(Math.max(reaction.leastMs, this.#awayMs));
    this.#awayMs = 0;
    this.#retryTimer = setTimeout(() => this.connect(), isAsked ? 0 : delayMs);
  }

  /** A host that has refused the registration keeps the socket and says nothing more. */
  #mayPing(): boolean {
    return !this.#pongTimer && (this.#state.type === "live" || !this.#heard);
  }

  #forgetPing(): void {
    clearTimeout(this.#pongTimer);
    this.#pongTimer = undefined;
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.#handler.state(state);
  }
}

/** Packets are never in shared memory, which a socket would not take. */
function send(socket: WebSocket, packet: Uint8Array): void {
  socket.send(packet as Uint8Array<ArrayBuffer>);
}
