import { createServer, type Server, type Socket } from "node:net";
import process from "node:process";
import {
  closeCodes,
  copyBytes,
  FlotillaError,
  Link,
  type LinkHandler,
  LinkPulse,
  LinkType,
  PacketType,
  socketWriter,
} from "@flotilla/protocol";
import type { Checkpoints } from "./checkpoints.ts";
import type { ControlPort } from "./control-port.ts";
import { describeError } from "./faults.ts";
import type { HandOver } from "./hand-over.ts";
import type { Attachment, HeldSession } from "./held-session.ts";
import { InputClock } from "./input-clock.ts";
import { InputTrace } from "./input-trace.ts";
import type { RunLease } from "./run-lease.ts";
import type { SessionTable } from "./session-table.ts";
import type { TakeOver } from "./take-over.ts";
import type { UploadReceiver } from "./upload-receiver.ts";

/** Descriptor of the listening Unix socket that the worker made. */
const listenerFd = 4;

const beatMs = 5_000;
const maxSilentBeats = 6;

interface Stay {
  readonly session: HeldSession;
  readonly attachment: Attachment;
  readonly clock: InputClock;
  readonly trace: InputTrace;
}

/** Accepts the links of gateways. */
export async function acceptLinks(served: Served, uploads: UploadReceiver): Promise<Server> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => {}); // "close" follows
    socket.once("data", (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      // A frame of this length would be refused, so the first bytes tell the two apart.
      if (first.toString("latin1", 0, 4) === "PUT ") uploads.accept(socket);
      else {
        serveLink(socket, served);
        socket.resume();
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ fd: listenerFd }, resolve);
  });
  return server;
}

/** What links lead to. */
interface Served {
  readonly processId: string;
  readonly sessions: SessionTable;
  readonly checkpoints: Checkpoints;
  readonly handOver: HandOver;
  readonly takeOver: TakeOver;
  readonly control: ControlPort;
  readonly lease: RunLease;
}

/** One gateway's link: its frames to sessions, their packets to frames. */
function serveLink(socket: Socket, served: Served): void {
  const { processId, sessions, checkpoints, handOver, takeOver, lease } = served;
  const stays = new Map<number, Stay>();
  const end = (number: number): void => void stays.delete(number);

  /** The client has to go, its session stays. */
  const turnAway = (number: number): void => {
    const reason = "limit";
    link.send(number, LinkType.detach, { reason });
    const stay = stays.get(number);
    end(number);
    if (stay !== undefined) sessions.detach(stay.session, stay.attachment, reason);
  };

  const begin = (number: number, start: (attachment: Attachment) => HeldSession | undefined) => {
    const clock = new InputClock();
    const trace = new InputTrace(served.control);
    const attachment: Attachment = {
      send(packet) {
        const departure = stays.get(number)?.session.departure;
        if (departure?.isStill) {
          departure.outgoing.push(packet);
          return;
        }
        const microseconds = clock.answered();
        if (microseconds !== undefined) {
          link.sendTiming(number, microseconds);
          trace.ended();
        }
        if (link.sendPacket(number, packet) === "full") turnAway(number); // it does not keep up
      },
      end() {
        link.send(number, LinkType.close, { reason: "app", code: closeCodes.normal });
        const stay = stays.get(number);
        end(number);
        if (stay !== undefined) sessions.ended(stay.session);
      },
      refuse() {
        link.send(number, LinkType.close, { reason: "host", code: closeCodes.policy });
        end(number);
      },
      askMove(to) {
        link.send(number, LinkType.move, { to });
      },
      turnOut() {
        link.send(number, LinkType.close, { reason: "host", code: closeCodes.moved });
        end(number);
      },
      leave(reason) {
        link.send(number, LinkType.detach, { reason });
        end(number);
      },
    };
    const session = start(attachment);
    if (session !== undefined) stays.set(number, { session, attachment, clock, trace });
    return session;
  };

  const handler: LinkHandler = {
    onOpen(number, open) {
      const opening = takeOver.of(open);
      if (opening === undefined) {
        link.send(number, LinkType.close, { reason: "stay" });
        return;
      }
      if (begin(number, (attachment) => sessions.open(opening, attachment)) !== undefined) return;
      link.send(number, LinkType.close, { reason: "host", code: closeCodes.noCapacity });
    },
    onAttach(number, attach) {
      if (begin(number, (attachment) => sessions.attach(attach, attachment)) !== undefined) return;
      const reason = sessions.isOver(attach.sessionId) ? "host" : "unknown";
      link.send(number, LinkType.close, { reason, code: closeCodes.ownershipLost });
    },
    onPacket(number, packet) {
      const stay = stays.get(number);
      if (stay === undefined) return;
      const { clock, session, trace } = stay;
      const { departure } = session;
      if (departure?.isStill) {
        departure.holdIncoming(packet);
        return;
      }
      clock.took(packet);
      session.trace = trace.took();
      try {
        session.app.receive(ownBytes(packet));
        if (session.app.isIdle) {
          clock.ended();
          trace.ended();
        }
      } catch (error) {
        // Other sessions' frames follow; an error of the app's own never gets here.
        process.stderr.write(`a client's message was refused: ${describeError(error)}\n`);
        if (error instanceof FlotillaError && error.code === "EXTENSION_INVALID") {
          turnAway(number);
        }
      }
    },
    onTrace: (number, context) => stays.get(number)?.trace.announce(context),
    onDetach(number, detach) {
      const stay = stays.get(number);
      end(number);
      if (stay !== undefined) {
        sessions.detach(stay.session, stay.attachment, detach?.reason ?? "closed");
      }
    },
    onClose(number, { reason, sessionId, epoch }) {
      const session =
        number === 0
          ? sessions.find({ sessionId: sessionId ?? "", epoch: epoch ?? 0 })
          : stays.get(number)?.session;
      end(number);
      if (session === undefined) return;
      if (reason !== "moved") void sessions.close(session, reason);
      else if (session.departure?.state === "left") sessions.depart(session);
    },
    onMove(number) {
      const session = stays.get(number)?.session;
      if (session !== undefined) handOver.placed(session);
    },
    onLogin(login) {
      sessions.answerLogin(login);
    },
    onRecord(record) {
      const session = sessions.find(record);
      if (session !== undefined) session.record = record.record;
    },
    onViolation(error) {
      process.stderr.write(`a gateway's link was closed: ${error.message}\n`);
      socket.destroy();
    },
  };
  const link = new Link({
    side: "app",
    write: socketWriter(socket, () => link.drained()),
    schedule: checkpoints.schedule,
    handler,
  });
  link.greet(processId);
  const pulse = new LinkPulse((bytes) => link.ping(bytes));
  const beats = setInterval(() => {
    if (pulse.beat() >= maxSilentBeats) socket.destroy(); // its gateway, or its machine, is gone without a word
  }, beatMs).unref();
  let undo = (): void => {};
  socket.on("data", (chunk: Buffer) => {
    pulse.heard();
    if (!lease.isOver) {
      link.receive(chunk);
      return;
    }
    socket.pause();
    socket.unshift(chunk);
    undo = lease.whenProlonged(() => socket.resume());
  });
  socket.on("close", () => {
    clearInterval(beats);
    undo();
    link.stop();
    for (const { session, attachment } of stays.values()) {
      sessions.detach(session, attachment, "lost");
    }
    stays.clear();
  });
}

/** The decoder copies binary values out of messages; a channel's frame is handed to the app as it is. */
function ownBytes(packet: Uint8Array): Uint8Array {
  return packet[0] === PacketType.channel ? copyBytes(packet) : packet;
}
