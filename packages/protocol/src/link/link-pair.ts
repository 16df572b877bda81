import type { FlotillaError } from "../errors.ts";
import type { LinkVersions } from "./greeting.ts";
import type { LinkHandler } from "./handler.ts";
import type { LinkLimits } from "./limits.ts";
import { Link } from "./link.ts";
import { LinkTally } from "./link-tally.ts";
import { type LinkAttach, type LinkOpen, LinkType } from "./messages.ts";

/** An attach payload for tests. */
export const attach: LinkAttach = {
  sessionId: "s".repeat(22),
  epoch: 1,
  claimId: "c",
  page: { route: "/", web: true },
  client: { ip: "203.0.113.7", userAgent: "test" },
  pageUrl: "ws://127.0.0.1/t/a",
  pageName: "t/a",
};

/** An open payload for tests. */
export const open: LinkOpen = { ...attach, ttlMs: 60_000 };

/** One end of a link with what came out of it and what it wrote; its turns run when a test says so. */
export class LinkEnd {
  readonly events: { readonly type: string; readonly session: number; readonly value: unknown }[] =
    [];
  readonly written: Uint8Array[] = [];
  readonly turns: (() => void)[] = [];
  readonly link: Link;
  readonly tally = new LinkTally();
  violation: FlotillaError | undefined;
  /** Whether packets keep their credit until the test returns it. */
  holdsCredit = false;
  /** Whether the socket has not taken what was written. */
  isCongested = false;

  constructor(side: "gateway" | "app", limits: Partial<LinkLimits> = {}, versions?: LinkVersions) {
    const note = (type: string) => (session: number, value: unknown) => {
      this.events.push({ type, session, value });
    };
    const handler: LinkHandler = {
      onHello: (hello) => note("hello")(0, hello),
      onOpen: note("open"),
      onAttach: note("attach"),
      onPacket: (session, packet) => {
        note("packet")(session, packet.slice());
        return !this.holdsCredit;
      },
      onDetach: note("detach"),
      onClose: note("close"),
      onLogin: (login) => note("login")(0, login),
      onRecord: (record) => note("record")(0, record),
      onTrace: note("trace"),
      onTiming: note("timing"),
      onPing: (bytes) => note("ping")(0, bytes),
      onViolation: (error) => {
        this.violation = error;
      },
    };
    this.link = new Link({
      side,
      handler,
      limits,
      ...(versions && { versions }),
      tally: this.tally,
      schedule: (turn) => this.turns.push(turn),
      write: (chunk) => {
        this.written.push(this.isCongested ? chunk : chunk.slice());
        return !this.isCongested;
      },
    });
    this.link.greet(side);
  }

  /** Runs the turns that are due and takes what was written. */
  turn(): Uint8Array[] {
    for (const turn of this.turns.splice(0)) turn();
    return this.written.splice(0);
  }

  /** Takes the values of all events of a type, and forgets the others. */
  take(type: string): unknown[] {
    const taken = this.events.splice(0).filter((event) => event.type === type);
    return taken.map((event) => event.value);
  }
}

/** Both ends of a link in memory. */
export class LinkPair {
  readonly gateway: LinkEnd;
  readonly app: LinkEnd;

  constructor(limits: Partial<LinkLimits> = {}) {
    this.gateway = new LinkEnd("gateway", limits);
    this.app = new LinkEnd("app", limits);
  }

  /** A session that is open on both ends. */
  open(): number {
    const session = this.gateway.link.allocate();
    this.gateway.link.send(session, LinkType.open, open);
    this.pump();
    return session;
  }

  /** Lets bytes cross until nothing moves. */
  pump(): void {
    for (let isBusy = true; isBusy; ) {
      const there = this.gateway.turn();
      for (const chunk of there) this.app.link.receive(chunk);
      const back = this.app.turn();
      for (const chunk of back) this.gateway.link.receive(chunk);
      isBusy = there.length + back.length > 0;
    }
  }
}

/** A frame's bytes. */
export function frame(
  session: number,
  type: number,
  payload: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const bytes = new Uint8Array(9 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 5 + payload.length, true);
  view.setUint32(4, session, true);
  view.setUint8(8, type);
  bytes.set(payload, 9);
  return bytes;
}
