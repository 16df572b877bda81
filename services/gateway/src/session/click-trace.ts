import {
  encodeTraceContext,
  makeSpanId,
  makeTraceId,
  type SpanFacts,
  sessionFields,
  type Tracing,
  traceTime,
} from "@flotilla/service-kit";
import type { TransportName } from "../transport/transport-name.ts";
import type { Attachment } from "./connection-owner.ts";

interface Open {
  readonly traceId: string;
  readonly clickId: string;
  readonly linkId: string;
  readonly startMs: number;
  readonly sentMs: number;
  readonly attributes: SpanFacts["attributes"];
}

/** The traces of one client's clicks: from an input to the app's next packet, one at a time. */
export class ClickTrace {
  readonly #tracing: Tracing;
  #open: Open | undefined;

  constructor(tracing: Tracing) {
    this.#tracing = tracing;
  }

  /** An input that has come at `now` is about to go to the app. */
  began(now: number, attachment: Attachment | undefined, transport: TransportName): void {
    if (this.#open !== undefined || attachment === undefined || !this.#tracing.isChosen()) return;
    const { link, number, record } = attachment;
    const { team, app, release, session } = sessionFields(record);
    const open = {
      traceId: makeTraceId(),
      clickId: makeSpanId(),
      linkId: makeSpanId(),
      startMs: traceTime(now),
      sentMs: traceTime(),
      attributes: {
        "flotilla.team": team,
        "flotilla.app": app,
        "flotilla.release": release,
        "flotilla.session": session,
        "flotilla.transport": transport,
        "flotilla.process": link.owner.processId,
        "flotilla.worker": link.owner.workerId,
        "flotilla.route": link.route,
      },
    };
    link.trace(number, encodeTraceContext({ traceId: open.traceId, spanId: open.linkId }));
    this.#open = open;
  }

  /** A packet of the app has come and has been handed to the client's socket. */
  answered(): void {
    if (this.#open === undefined) return;
    const { traceId, clickId, linkId, startMs, sentMs, attributes } = this.#open;
    this.#open = undefined;
    const endMs = traceTime();
    const click = { name: "click", kind: "server", traceId, spanId: clickId } as const;
    this.#tracing.add({ ...click, startMs, endMs, attributes });
    const link = { name: "link to the app", kind: "client", traceId, spanId: linkId } as const;
    this.#tracing.add({ ...link, parentId: clickId, startMs: sentMs, endMs, attributes });
  }

  /** Nobody answers any more. */
  forget(): void {
    this.#open = undefined;
  }
}
