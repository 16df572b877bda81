import { once } from "node:events";
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
import { controlsOf } from "./controls-of.ts";
import { KeptInputs } from "./kept-inputs.ts";
import { desktopPage } from "./wire-client.ts";

/** The app that roaming visitors use: it notes clicks that come out of their order, and keeps that. */
export const countingApp = `
const Counter = ft.component(() => {
  const [seen, setSeen] = ft.useState({ last: 0, wrong: 0 });
  const take = (e) => setSeen(({ last, wrong }) => ({ last: e.data, wrong: wrong + (e.data === last + 1 ? 0 : 1) }));
  return ft.Column([ft.Text(\`\${seen.last} \${seen.wrong}\`), ft.Button("next", { onClick: take })]);
}, "Counter");
ft.run((page) => page.render(Counter));`;

const patienceMs = 60_000;

/**
 * A visitor who clicks now and then, and whose client behaves as ours: it comes back to the next address when its socket is
 * closed, numbers its inputs, and sends again what is not acknowledged.
 */
export class RoamingVisitor implements AsyncDisposable {
  /** How long each click took to be seen that a new page came into, and what came between. */
  readonly pauses: { readonly ms: number; readonly was: "moved" | "reconnected" }[] = [];
  /** Close codes that the client was given. */
  readonly closes: number[] = [];
  /** When that was. */
  readonly closedAt: number[] = [];
  /** What a user would have noticed: error replies, other sessions. */
  readonly errors: string[] = [];
  sessionId = "";
  clicks = 0;
  readonly #urls: readonly string[];
  readonly #unacknowledged = new KeptInputs<number>();
  #at: number;
  #socket: WebSocket | undefined;
  #tree = new ControlTree({});
  #generation = 0;
  #pages = 0;
  #sockets = 0;
  #changed = Promise.withResolvers<void>();
  #isLeaving = false;

  constructor(urls: readonly string[], at: number) {
    this.#urls = urls;
    this.#at = at;
  }

  /** Resolves with the first page. */
  async open(): Promise<void> {
    this.#connect();
    await this.#until(() => this.#pages > 0);
  }

  /** What the app has noted: the number of the last click, and how many came out of order. */
  get seen(): string {
    return String(this.#find("Text")?.value);
  }

  /** Clicks once; resolves when the click can be seen. */
  async click(): Promise<void> {
    const began = performance.now();
    const [pages, sockets] = [this.#pages, this.#sockets];
    this.clicks += 1;
    this.#send(this.#unacknowledged.keep(this.clicks), this.clicks);
    const clicks = String(this.clicks);
    await this.#until(() => this.seen.split(" ")[0] === clicks);
    if (this.#pages === pages) return;
    const was = this.#sockets === sockets ? "moved" : "reconnected";
    this.pauses.push({ ms: performance.now() - began, was });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isLeaving = true;
    const socket = this.#socket;
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return;
    const closed = once(socket, "close");
    socket.close(1000);
    await closed;
  }

  #connect(): void {
    const socket = new WebSocket(this.#urls[this.#at % this.#urls.length] ?? "", {
      perMessageDeflate: false,
    });
    this.#socket = socket;
    this.#generation = 0;
    let isOpen = false;
    socket.on("open", () => {
      isOpen = true;
      this.#sockets += 1;
      const page = { ...desktopPage, route: "/", _flotilla: { ack: 1 } };
      const session_id = this.sessionId === "" ? null : this.sessionId;
      socket.send(encodeMessage(Action.register, { session_id, page_name: "", page }));
    });
    socket.on("message", (data) => this.#receive(new Uint8Array(data as Buffer)));
    socket.on("error", () => {}); // "close" follows
    socket.on("close", (code) => {
      if (this.#isLeaving) return;
      if (isOpen) {
        this.closes.push(code);
        this.closedAt.push(performance.now());
      }
      this.#at += 1;
      setTimeout(() => this.#connect(), isOpen ? 0 : 50);
    });
  }

  #receive(packet: Uint8Array): void {
    const extension = decodeExtension(packet);
    if (extension?.kind === "ack")
      this.#unacknowledged.acknowledged(extension.low, extension.others);
    if (packet[0] !== 0) return;
    const [action, body] = decodeMessage(packet, { maxDepth: 256 });
    if (action === Action.register) this.#registered(body);
    else if (action === Action.patch) {
      const { failure } = this.#tree.apply(Number(body.id), body.patch as never);
      if (failure !== undefined) this.errors.push(failure.message);
    } else if (action === Action.crashed) this.errors.push(String(body.message));
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  #registered(body: Record<string, unknown>): void {
    if (body.error !== "") {
      this.errors.push(String(body.error));
      return;
    }
    const id = String(body.session_id);
    if (this.sessionId !== "" && id !== this.sessionId) this.errors.push("another session");
    this.sessionId = id;
    const page = body.page_patch as Record<string, unknown> & { _flotilla?: ExtensionReply };
    this.#tree = new ControlTree(structuredClone(desktopPage) as Record<string, unknown>);
    this.#tree.merge(page);
    this.#generation += 1;
    this.#pages += 1;
    if (page._flotilla !== undefined) this.#unacknowledged.replied(page._flotilla);
    for (const [number, click] of this.#unacknowledged) this.#send(number, click);
  }

  /** What is not sent now is sent after the next page. */
  #send(number: number, click: number): void {
    const isReady = this.#generation > 0 && this.#socket?.readyState === WebSocket.OPEN;
    const target = this.#find("Button")?._i;
    if (!isReady || target === undefined) return;
    const event = encodeMessage(Action.event, { target, name: "click", data: click });
    this.#socket?.send(encodeInput(number, this.#generation & 255, event));
  }

  #find(type: string): ControlMap | undefined {
    return [...controlsOf(this.#tree.page)].find(({ _c }) => _c === type);
  }

  async #until(condition: () => boolean): Promise<void> {
    const late = AbortSignal.timeout(patienceMs);
    const gone = new Promise<never>((_resolve, reject) => {
      late.addEventListener("abort", () => {
        const { clicks, closes, errors, seen } = this;
        reject(new Error(`not in time: ${JSON.stringify({ clicks, closes, errors, seen })}`));
      });
    });
    gone.catch(() => {}); // only one of them is waited for
    while (!condition()) await Promise.race([this.#changed.promise, gone]);
  }
}
