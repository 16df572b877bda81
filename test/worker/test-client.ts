import type { Socket } from "node:net";
import {
  decodeMessage,
  encodeMessage,
  type Link,
  type LinkClose,
  type LinkDetach,
  LinkType,
  type Message,
} from "@flotilla/protocol";
import { attach } from "@flotilla/protocol/testing";
import { gatewayLink, socketTo } from "./gateway-link.ts";
import { addSession, type Run, until, type World } from "./world.ts";

/** A gateway's end of a link with one session, for tests. */
export class TestClient implements Disposable {
  readonly sessionId: string;
  readonly messages: Message[] = [];
  readonly ends: (LinkClose | LinkDetach | "lost")[] = [];
  readonly #socket: Socket;
  readonly #link: Link;
  #number = 0;

  private constructor(socket: Socket, sessionId: string) {
    this.#socket = socket;
    this.sessionId = sessionId;
    this.#link = gatewayLink(socket, {
      onPacket: (_number, packet) => this.messages.push(decodeMessage(packet.slice())),
      onClose: (_number, close) => this.ends.push(close),
      onDetach: (_number, detach) => {
        if (detach !== undefined) this.ends.push(detach);
      },
    });
    socket.on("close", () => this.ends.push("lost"));
  }

  /** Connects to an app process. */
  static async connect(world: World, process: Run["process"]): Promise<TestClient> {
    const sessionId = await addSession(world, process, "c");
    return new TestClient(await socketTo(process.socketPath), sessionId);
  }

  /** Starts a session and waits for its page. */
  async open(): Promise<Message> {
    this.register();
    return await this.message((message) => message[0] === 1);
  }

  /** Asks for a session, perhaps with a page that no client would send. */
  register(page: Record<string, unknown> = {}): void {
    this.#number = this.#link.allocate();
    const claim = this.#claim();
    const open = { ...claim, page: { ...claim.page, ...page }, ttlMs: 60_000 };
    this.#link.send(this.#number, LinkType.open, open);
  }

  /** Leaves, and comes back to the same session. */
  async reattach(): Promise<Message> {
    this.#link.send(this.#number, LinkType.detach, { reason: "lost" });
    this.messages.length = 0;
    this.#number = this.#link.allocate();
    this.#link.send(this.#number, LinkType.attach, this.#claim());
    return await this.message((message) => message[0] === 1);
  }

  /** The id of the button that its app shows. */
  async button(): Promise<number> {
    const [, patch] = await this.message(([action]) => action === 2);
    const button = findControl(patch, "Button");
    if (button === undefined) throw new Error("the app shows no button");
    return button;
  }

  /** An event of a control. */
  event(target: number, name: string, data: unknown = null): void {
    this.#link.sendPacket(this.#number, encodeMessage(3, { target, name, data }));
  }

  /** Bytes that no client would send. */
  raw(packet: Uint8Array): void {
    this.#link.sendPacket(this.#number, packet);
  }

  /** The first message that fits, now or within the time. */
  async message(fits: (message: Message) => boolean, withinMs = 5_000): Promise<Message> {
    return await until(() => this.messages.find(fits), withinMs, "a message of the session");
  }

  [Symbol.dispose](): void {
    this.#link.stop();
    this.#socket.destroy();
  }

  #claim() {
    return { ...attach, sessionId: this.sessionId };
  }
}

/** Opens a session of such an app and presses its button. */
export async function press(world: World, process: Run["process"]): Promise<TestClient> {
  const client = await TestClient.connect(world, process);
  await client.open();
  client.event(await client.button(), "click");
  return client;
}

/** The id of the first control of a type in a wire value. */
export function findControl(value: unknown, type: string): number | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("_c" in value && value._c === type && "_i" in value) return Number(value._i);
  for (const inner of Object.values(value)) {
    const found = findControl(inner, type);
    if (found !== undefined) return found;
  }
  return undefined;
}
