import { expect, test } from "@jest/globals";
import type { FlotillaError } from "../errors.ts";
import type { LinkHandler } from "./handler.ts";
import { creditWindowBytes, type LinkLimits } from "./limits.ts";
import { Link } from "./link.ts";
import { LinkType, linkVersion } from "./messages.ts";

const client = { ip: "203.0.113.7", userAgent: "test" };
const attach = {
  sessionId: "s".repeat(22),
  epoch: 1,
  claimId: "c",
  page: {},
  client,
  pageUrl: "u",
  pageName: "n",
};
const open = { ...attach, ttlMs: 60_000 };

interface Event {
  readonly type: string;
  readonly session: number;
  readonly value: unknown;
}

/** One end with its events and the bytes that it wrote; turns run when the test says so. */
class End {
  readonly events: Event[] = [];
  readonly written: Uint8Array[] = [];
  readonly turns: (() => void)[] = [];
  readonly link: Link;
  violation: FlotillaError | undefined;
  holdsCredit = false;
  isCongested = false;

  constructor(side: "gateway" | "app", limits: Partial<LinkLimits> = {}) {
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
      onPing: (bytes) => note("ping")(0, bytes),
      onViolation: (error) => {
        this.violation = error;
      },
    };
    this.link = new Link({
      side,
      handler,
      limits,
      schedule: (turn) => this.turns.push(turn),
      write: (chunk) => {
        this.written.push(chunk.slice());
        return !this.isCongested;
      },
    });
    this.link.send(0, LinkType.hello, { version: linkVersion, side, id: side });
  }

  /** Runs the turns that are due and returns what was written. */
  turn(): Uint8Array[] {
    for (const turn of this.turns.splice(0)) turn();
    return this.written.splice(0);
  }

  take(type: string): unknown[] {
    const values = this.events.filter((event) => event.type === type).map((event) => event.value);
    this.events.length = 0;
    return values;
  }
}

function pair(limits: Partial<LinkLimits> = {}): { gateway: End; app: End } {
  return { gateway: new End("gateway", limits), app: new End("app", limits) };
}

function pump({ gateway, app }: { gateway: End; app: End }): void {
  for (let isBusy = true; isBusy; ) {
    const there = gateway.turn();
    for (const chunk of there) app.link.receive(chunk);
    const back = app.turn();
    for (const chunk of back) gateway.link.receive(chunk);
    isBusy = there.length + back.length > 0;
  }
}

test("[LNK1] smoke: a packet crosses", () => {
  const ends = pair();
  const session = ends.gateway.link.allocate();
  ends.gateway.link.send(session, LinkType.open, open);
  pump(ends);
  expect(ends.app.take("open")).toEqual([open]);
  ends.app.link.sendPacket(session, new Uint8Array(500_000).fill(7));
  pump(ends);
  expect(ends.gateway.take("packet")).toEqual([new Uint8Array(500_000).fill(7)]);
  ends.gateway.link.send(session, LinkType.detach, { reason: "lost" });
  pump(ends);
  expect(ends.app.take("detach")).toEqual([{ reason: "lost" }]);
  expect(ends.gateway.take("detach")).toEqual([undefined]);
  expect(ends.gateway.link.sessionCount + ends.app.link.sessionCount).toBe(0);
  expect(creditWindowBytes).toBeGreaterThan(0);
});
