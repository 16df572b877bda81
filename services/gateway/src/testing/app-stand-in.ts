import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Action,
  decodeExtension,
  decodeMessage,
  encodeAck,
  encodeMessage,
  Link,
  type LinkAttach,
  type LinkLogin,
  type LinkOpen,
  type LinkRecord,
  LinkType,
  type MoveTarget,
  PacketType,
  socketWriter,
} from "@flotilla/protocol";

/** A session as the stand-in keeps it. */
export interface StandInSession {
  readonly id: string;
  readonly open: LinkOpen | LinkAttach;
  clicks: number;
  /** The last numbered input that was applied. */
  applied: number;
  place: { link: Link; number: number } | undefined;
}

type Answer = (session: StandInSession, data: unknown) => void;

/**
 * A small app process: it speaks the real link protocol on a real Unix socket and keeps sessions. A click is answered
 * by a patch, numbered inputs are acknowledged; other events do what their name says.
 */
export class AppStandIn implements AsyncDisposable {
  readonly sessions = new Map<string, StandInSession>();
  /** What happened, in order: `open ID`, `attach ID`, `detach ID REASON`, `close ID REASON`. */
  readonly journal: string[] = [];
  /** Answers to calls: call id and size of the packet. */
  readonly answers: { callId: string; bytes: number }[] = [];
  /** Answers to sign-ins. */
  readonly logins: LinkLogin[] = [];
  /** Records that have changed under their sessions. */
  readonly records: LinkRecord[] = [];
  /** Data-channel packets. */
  readonly channels: Uint8Array[] = [];
  /** Called for each packet that is a message. */
  onMessage: ((session: StandInSession, action: number) => void) | undefined;
  /** Takes what a session keeps, before anything is sent that shows it. */
  keep: ((session: StandInSession) => void) | undefined;
  /** Ends the process. */
  die: (() => void) | undefined;
  /** Whether registrations are answered. */
  replies = true;
  /** Whether inputs are acknowledged. */
  acknowledges = true;
  /** Called for each link; it is answered when that resolves. */
  welcome: (() => Promise<void>) | undefined;
  /** Whether it takes new sessions. */
  takes = true;
  /** Ids of sessions that are over here. */
  readonly over = new Set<string>();
  /** Whether it can take over what other processes have kept. */
  takesOver = true;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #folder: string;

  private constructor(server: Server, folder: string) {
    this.#server = server;
    this.#folder = folder;
  }

  static async start(): Promise<AppStandIn> {
    const folder = await mkdtemp(join(tmpdir(), "flotilla-app-"));
    const server = createServer();
    const app = new AppStandIn(server, folder);
    server.on("connection", async (socket) => {
      await app.welcome?.();
      app.#onLink(socket);
    });
    server.listen(app.socketPath);
    await once(server, "listening");
    return app;
  }

  get socketPath(): string {
    return join(this.#folder, "app.sock");
  }

  get linkCount(): number {
    return this.#sockets.size;
  }

  /** Breaks the links; the process goes on listening. */
  dropLinks(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Sends bytes that are no frames. */
  sendGarbage(): void {
    for (const socket of this.#sockets) socket.write(Buffer.alloc(64, 0xff));
  }

  /** Sends a packet to a session's client. */
  send(session: StandInSession, packet: Uint8Array): void {
    session.place?.link.sendPacket(session.place.number, packet);
  }

  /** Asks for a place for a session elsewhere; the answer is noted as `move ID TO`. */
  askMove({ place }: StandInSession, to: MoveTarget): void {
    place?.link.send(place.number, LinkType.move, { to });
  }

  /** Lets a session go that the store has taken from this process. */
  leave(session: StandInSession): void {
    session.place?.link.send(session.place.number, LinkType.detach, { reason: "moved" });
    session.place = undefined;
  }

  /** Drops what it has noted down. */
  forget(): void {
    for (const notes of [this.journal, this.answers, this.channels]) notes.length = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dropLinks();
    if (this.#server.listening) {
      this.#server.close();
      await once(this.#server, "close");
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  #onLink(socket: Socket): void {
    this.#sockets.add(socket);
    const numbers = new Map<number, StandInSession>();
    const link = new Link({
      side: "app",
      write: socketWriter(socket, () => link.drained()),
      schedule: setImmediate,
      handler: {
        onHello: () => {},
        onOpen: (number, open) => this.#begin(link, numbers, number, open, "open"),
        onAttach: (number, attach) => this.#begin(link, numbers, number, attach, "attach"),
        onPacket: (number, packet) => {
          const session = numbers.get(number);
          if (session !== undefined) this.#onPacket(session, packet);
        },
        onDetach: (number, detach) => {
          const session = numbers.get(number);
          numbers.delete(number);
          if (session === undefined || detach === undefined) return;
          if (session.place?.number === number) session.place = undefined;
          this.journal.push(`detach ${session.id} ${detach.reason}`);
        },
        onClose: (number, close) => {
          const id = number === 0 ? close.sessionId : numbers.get(number)?.id;
          if (id === undefined || !this.sessions.delete(id)) return;
          this.journal.push(`close ${id} ${close.reason}`);
        },
        onMove: (number, { to }) => {
          this.journal.push(`move ${numbers.get(number)?.id} ${to}`);
        },
        onLogin: (login) => void this.logins.push(login),
        onRecord: (record) => void this.records.push(record),
        onViolation: (error) => {
          this.journal.push(`violation ${error.message}`);
          socket.destroy();
        },
      },
    });
    link.greet("stand-in");
    socket.on("data", (chunk: Buffer) => link.receive(chunk));
    socket.on("error", () => {});
    socket.on("close", () => {
      link.stop();
      this.#sockets.delete(socket);
    });
  }

  #begin(
    link: Link,
    numbers: Map<number, StandInSession>,
    number: number,
    open: LinkOpen | LinkAttach,
    what: string,
  ): void {
    const id = open.sessionId;
    this.journal.push(`${what} ${id}`);
    const known = this.sessions.get(id);
    if (what === "open" && "restore" in open && !this.takesOver) {
      link.send(number, LinkType.close, { reason: "stay" });
      return;
    }
    if (what === "open" && !this.takes) {
      link.send(number, LinkType.close, { reason: "host", code: 1013 });
      return;
    }
    if (what === "attach" && known === undefined) {
      link.send(number, LinkType.close, { reason: this.over.has(id) ? "host" : "unknown" });
      return;
    }
    const [clicks = 0, applied = 0] = ("restore" in open && open.restore?.parts.m) || [];
    const session: StandInSession = {
      id,
      open,
      clicks: known?.clicks ?? clicks,
      applied: known?.applied ?? applied,
      place: { link, number },
    };
    this.sessions.set(id, session);
    numbers.set(number, session);
    if (!this.replies) return;
    const extension = { ack: 1, applied: session.applied, also: [], next: session.applied + 1 };
    const page = {
      _c: "Page",
      _i: 1,
      route: open.page.route ?? "/",
      clicks: session.clicks,
      ...(open.extension !== undefined && { _flotilla: extension }),
    };
    this.send(
      session,
      encodeMessage(Action.register, { session_id: id, page_patch: page, error: "" }),
    );
  }

  #onPacket(session: StandInSession, packet: Uint8Array): void {
    if (packet[0] === PacketType.channel) {
      this.channels.push(packet.slice());
      return;
    }
    const input = decodeExtension(packet);
    if (input?.kind === "input") {
      if (input.number <= session.applied) return;
      session.applied = input.number;
      this.#onMessage(session, input.packet);
      if (this.acknowledges) this.send(session, encodeAck(session.applied, []));
    } else this.#onMessage(session, packet);
  }

  #onMessage(session: StandInSession, packet: Uint8Array): void {
    const [action, body] = decodeMessage(packet);
    this.onMessage?.(session, action);
    if (action === Action.invoke) {
      this.answers.push({ callId: String(body.call_id), bytes: packet.length });
    } else if (action === Action.event) {
      this.#events[String(body.name)]?.(session, body.data);
    }
  }

  readonly #events: Readonly<Record<string, Answer>> = {
    click: (session) => {
      session.clicks += 1;
      this.keep?.(session);
      const patch = [[0], [0, 0, "clicks", session.clicks]];
      this.send(session, encodeMessage(Action.patch, { id: 1, patch }));
    },
    die: () => this.die?.(),
    call: (session, data) => {
      const call = { control_id: 1, call_id: String(data), name: "focus" };
      this.send(session, encodeMessage(Action.invoke, call));
    },
    /** A packet of so many bytes. */
    big: (session, data) => {
      const blob = new Uint8Array(Number(data));
      for (let i = 0; i < blob.length; i++) blob[i] = i % 251;
      const patch = [[0], [0, 0, "blob", blob]];
      this.send(session, encodeMessage(Action.patch, { id: 1, patch }));
    },
    leave: (session) => {
      session.place?.link.send(session.place.number, LinkType.detach, { reason: "limit" });
      session.place = undefined;
    },
    end: (session, data) => {
      const code = typeof data === "number" ? { code: data } : {};
      this.sessions.delete(session.id);
      session.place?.link.send(session.place.number, LinkType.close, { reason: "app", ...code });
    },
  };
}
