import type { Socket } from "node:net";
import {
  decodeExtension,
  decodeMessage,
  encodeInput,
  encodeMessage,
  type Link,
  type LinkClose,
  type LinkDetach,
  type LinkRestore,
  LinkType,
  type MoveTarget,
  type Patch,
} from "@flotilla/protocol";
import { open } from "@flotilla/protocol/testing";
import { ControlTree } from "@flotilla/tree";
import { gatewayLink, socketTo } from "./gateway-link.ts";
import { findControl } from "./test-client.ts";
import { addSession, type Run, type World } from "./world.ts";

/** A gateway's end of a link with one session that the store knows, whose client has the extension. */
export class KeepingClient implements Disposable {
  readonly sessionId: string;
  readonly acked: number[] = [];
  readonly detaches: LinkDetach[] = [];
  readonly closes: LinkClose[] = [];
  /** How often a place elsewhere was asked for. */
  asked = 0;
  /** Whether there is one. */
  hasPlace = true;
  replies = 0;
  tree = new ControlTree();
  /** What the session's reply says about inputs. */
  extension: Record<string, unknown> = {};
  readonly #socket: Socket;
  readonly #link: Link;
  readonly #number: number;

  private constructor(socket: Socket, sessionId: string) {
    this.#socket = socket;
    this.sessionId = sessionId;
    this.#link = gatewayLink(socket, {
      onPacket: (_, packet) => this.#take(packet.slice()),
      onDetach: (_, detach) => {
        if (detach !== undefined) this.detaches.push(detach);
      },
      onClose: (_, close) => this.closes.push(close),
      onMove: (number, move) => {
        this.asked += 1;
        if (this.hasPlace) this.#link.send(number, LinkType.move, move);
      },
    });
    this.#number = this.#link.allocate();
  }

  /** Starts a session of a process, and in the store. */
  static async start(world: World, run: Run): Promise<KeepingClient> {
    const sessionId = await addSession(world, run.process, "c1");
    return await KeepingClient.#open(run, sessionId, 1, "c1");
  }

  /** Goes on with a session whose process has ended in another one. */
  static async resume(world: World, run: Run, sessionId: string): Promise<KeepingClient> {
    const record = await world.store.sessions.get(sessionId);
    const kept = await world.store.sessions.kept(sessionId);
    if (record === undefined || kept === undefined) throw new Error("nothing is kept");
    const claimed = await world.store.sessions.claim(sessionId, record, {
      owner: { workerId: world.worker.id, processId: run.id, socketPath: run.socketPath },
      release: run.release.id,
      claimId: `c${record.epoch + 1}`,
      isSuspect: false,
      windowMs: 1,
    });
    if (claimed === undefined) throw new Error("it has an owner");
    const restore = { ...kept, isStaying: true };
    return await KeepingClient.#open(run, sessionId, claimed.epoch, claimed.claimId, restore);
  }

  static async #open(
    run: Run,
    sessionId: string,
    epoch: number,
    claimId: string,
    restore?: LinkRestore,
  ): Promise<KeepingClient> {
    const client = new KeepingClient(await socketTo(run.socketPath), sessionId);
    client.#link.send(client.#number, LinkType.open, {
      ...open,
      sessionId,
      epoch,
      claimId,
      extension: { ack: 1 },
      ...(restore !== undefined && { restore }),
    });
    return client;
  }

  /** What the page's texts say. */
  get texts(): string[] {
    const found: string[] = [];
    JSON.stringify(this.tree.page, (_, value: unknown) => {
      const text = value as { _c?: string; value?: string } | null;
      if (text?._c === "Text") found.push(text.value ?? "");
      return value;
    });
    return found;
  }

  /** Clicks the first button; with a number if there is one. */
  click(number?: number): void {
    const target = findControl(this.tree.page, "Button");
    const packet = encodeMessage(3, { target, name: "click", data: null });
    const sent = number === undefined ? packet : encodeInput(number, 1, packet);
    this.#link.sendPacket(this.#number, sent);
  }

  /** There is a place elsewhere now. */
  offerPlace(to: MoveTarget = "same"): void {
    this.#link.send(this.#number, LinkType.move, { to });
  }

  /** The session's record has changed; this is it, sealed. */
  tellRecord(epoch: number, record: Uint8Array): void {
    const { sessionId } = this;
    this.#link.send(0, LinkType.record, { sessionId, epoch, record });
  }

  /** The client is gone. */
  leave(): void {
    this.#link.send(this.#number, LinkType.detach, { reason: "lost" });
  }

  [Symbol.dispose](): void {
    this.#link.stop();
    this.#socket.destroy();
  }

  #take(packet: Uint8Array): void {
    const extension = decodeExtension(packet);
    if (extension?.kind === "ack") this.acked.push(extension.low);
    if (packet[0] !== 0) return;
    const [action, body] = decodeMessage(packet) as [number, Record<string, never>];
    if (action === 1) {
      const { _flotilla, ...page }: Record<string, unknown> = body.page_patch ?? {};
      this.tree = new ControlTree();
      this.tree.merge(page);
      this.extension = (_flotilla ?? {}) as Record<string, unknown>;
      this.replies++;
    } else if (action === 2) this.tree.apply(Number(body.id), body.patch as unknown as Patch);
  }
}
