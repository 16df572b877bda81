import {
  Action,
  decodeExtension,
  decodeMessage,
  type ExtensionReply,
  encodeInput,
  encodeMessage,
} from "@flotilla/protocol";
import { type ControlMap, ControlTree } from "@flotilla/tree";
import { WebSocket } from "ws";
import { steadyNow } from "../support/cluster-parts/node-order.ts";
import { controlsOf } from "../support/controls-of.ts";
import { KeptInputs } from "../support/kept-inputs.ts";
import { desktopPage } from "../support/wire-client.ts";
import type { History, VisitorEvent } from "./history.ts";

/** What a visitor needs. */
export interface VisitorParts {
  readonly number: number;
  readonly history: History;
  /** Where to knock next. */
  readonly url: () => string;
  /** It is a second tab, which knows the session of another one: it goes if it is given that. */
  readonly tabOf?: string;
}

const firstPauseMs = 20;
const longestPauseMs = 400;
const openMs = 6_000;
/** In the place of a click. */
const goodbye = 0;

type Told = VisitorEvent extends infer E
  ? E extends { type: string }
    ? Omit<E, "visitor">
    : never
  : never;

/** A user who clicks, comes back whenever the socket is gone, and keeps what is not acknowledged, as our client does. */
export class Visitor {
  readonly #parts: VisitorParts;
  readonly #unacknowledged = new KeptInputs<number>();
  #socket: WebSocket | undefined;
  #tree = new ControlTree({});
  #replies = 0;
  #pauseMs = firstPauseMs;
  #timer: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #shown = "";
  #state: "here" | "leaving" | "gone" = "here";
  #openedAt = 0;
  sessionId = "";
  /** The clicks of this session. */
  sent = 0;

  constructor(parts: VisitorParts) {
    this.#parts = parts;
    this.sessionId = parts.tabOf ?? "";
  }

  get isOpen(): boolean {
    return this.#replies > 0 && this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Clicks that the page shows. */
  get seen(): string {
    return String(this.#find("Text", 0)?.value ?? "");
  }

  /** The last click that the page shows. */
  get lastSeen(): number {
    return Number(this.seen.split(",").at(-1));
  }

  /** Every click is shown and acknowledged. */
  get isSettled(): boolean {
    const wanted = Array.from({ length: this.sent }, (_, n) => n + 1).join(",");
    return this.isOpen && this.#unacknowledged.size === 0 && this.seen === wanted;
  }

  /** Why it is not settled, for the report. */
  get state(): string {
    const open = this.isOpen ? "open" : "not open";
    return `visitor ${this.#parts.number}: ${open}, sent ${this.sent}, shown "${this.seen}", unacknowledged ${[...this.#unacknowledged].map(([, n]) => n)}`;
  }

  get hasSession(): boolean {
    return this.sessionId !== "";
  }

  /** It has said goodbye, and its session has ended. */
  get isGone(): boolean {
    return this.#state === "gone";
  }

  come(): void {
    if (this.#state === "gone") return;
    this.#openedAt = steadyNow();
    const socket = new WebSocket(this.#parts.url(), { perMessageDeflate: false });
    this.#socket = socket;
    this.#replies = 0;
    const page: Record<string, unknown> = {
      ...structuredClone(desktopPage),
      route: "/",
      _flotilla: { ack: 1 },
    };
    this.#tree = new ControlTree(structuredClone(page));
    socket.on("open", () => {
      const session_id = this.sessionId === "" ? null : this.sessionId;
      socket.send(encodeMessage(Action.register, { session_id, page_name: "local/app", page }));
    });
    socket.on("message", (data) => {
      if (socket !== this.#socket || this.#state === "gone") return;
      this.#receive(new Uint8Array(data as Buffer));
    });
    socket.on("error", () => {}); // "close" follows
    socket.on("close", (code, reason) => {
      if (socket === this.#socket) this.#lost(code, String(reason));
    });
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => {
      if (socket === this.#socket && this.#replies === 0) socket.terminate();
    }, openMs);
  }

  click(): void {
    if (this.sessionId === "") return;
    this.sent += 1;
    const number = this.#unacknowledged.keep(this.sent);
    this.#tell({ type: "sent", session: this.sessionId, n: this.sent });
    this.#send(number, this.sent);
  }

  /** Ends its session; the host closes the socket then. */
  bye(): void {
    if (this.#state !== "here") return;
    this.#state = "leaving";
    this.#send(this.#unacknowledged.keep(goodbye), goodbye);
  }

  /** The socket is torn, as by a network that changes. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** The socket stays open for the gateway, and nobody is there any more; the visitor comes by another one. */
  halfOpen(): void {
    const old = this.#socket;
    if (old === undefined || !this.isOpen) return;
    old.pause();
    setTimeout(() => old.terminate(), 3_000).unref();
    this.#lost(1006, "half open");
  }

  /** Reads nothing for a while. */
  doze(ms: number): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.pause();
    setTimeout(() => {
      if (socket === this.#socket) socket.resume();
    }, ms);
  }

  leave(): void {
    this.#state = "gone";
    clearTimeout(this.#timer);
    clearTimeout(this.#deadline);
    this.#socket?.terminate();
  }

  #lost(code: number, reason: string): void {
    this.#socket = undefined;
    this.#replies = 0;
    this.#tell({ type: "closed", session: this.sessionId, code, reason });
    const isDone = this.#state === "leaving" && code === 1000;
    const isTabOnly = this.#parts.tabOf !== undefined && this.sessionId === this.#parts.tabOf;
    if (isDone || isTabOnly) this.#state = "gone";
    if (this.#state === "gone") return;
    this.#timer = setTimeout(() => this.come(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }

  #receive(packet: Uint8Array): void {
    const extension = decodeExtension(packet);
    if (extension?.kind === "ack")
      this.#tellApplied(this.#unacknowledged.acknowledged(extension.low, extension.others));
    if (packet[0] !== 0) return;
    const [action, body] = decodeMessage(packet, { maxDepth: 256 });
    if (action === Action.register) this.#replied(body);
    else if (action === Action.patch) {
      const { failure } = this.#tree.apply(Number(body.id), body.patch as never);
      if (failure !== undefined) this.#broken(failure.message);
    } else if (action === Action.crashed) this.#broken(String(body.message));
    this.#show();
  }

  #replied(body: Record<string, unknown>): void {
    const error = String(body.error ?? "");
    if (error !== "") {
      this.#tell({ type: "refused", session: this.sessionId, text: error });
      this.#socket?.terminate();
      return;
    }
    const session = String(body.session_id);
    const asked = this.sessionId;
    const isOwn = session !== this.#parts.tabOf;
    if (!isOwn || (this.#state === "leaving" && session !== asked)) {
      this.leave(); // it has ended, or is another's
      return;
    }
    if (session !== asked) {
      this.#unacknowledged.clear();
      this.sent = 0;
    }
    this.sessionId = session;
    this.#replies += 1;
    this.#pauseMs = firstPauseMs;
    this.#shown = "";
    const took = Math.round(steadyNow() - this.#openedAt);
    this.#tell({ type: "opened", session, asked, took });
    const patch = body.page_patch as { _flotilla?: ExtensionReply };
    this.#tree.merge(body.page_patch as Record<string, unknown>);
    const { _flotilla: reply } = patch;
    if (reply === undefined) return;
    this.#tellApplied(this.#unacknowledged.replied(reply));
    for (const [number, n] of this.#unacknowledged) this.#send(number, n);
  }

  #send(number: number, n: number): void {
    const button = this.#find("Button", n === goodbye ? 1 : 0);
    if (button === undefined || !this.isOpen) return;
    const event = { target: button._i, name: "click", data: String(n) };
    const packet = encodeMessage(Action.event, event);
    this.#socket?.send(encodeInput(number, this.#replies & 255, packet));
  }

  #tellApplied(clicks: readonly number[]): void {
    for (const n of clicks) this.#tell({ type: "acked", session: this.sessionId, n });
  }

  #show(): void {
    const by = String(this.#find("Text", 1)?.value ?? "");
    const shown = `${by} ${this.seen}`;
    if (by === "" || shown === this.#shown) return;
    this.#shown = shown;
    this.#tell({ type: "shown", session: this.sessionId, seen: this.seen, by });
  }

  #broken(text: string): void {
    this.#tell({ type: "broken", session: this.sessionId, text });
  }

  #find(type: string, n: number): ControlMap | undefined {
    return [...controlsOf(this.#tree.page)].filter(({ _c }) => _c === type)[n];
  }

  #tell(event: Told): void {
    this.#parts.history.add({ visitor: this.#parts.number, ...event } as VisitorEvent);
  }
}
