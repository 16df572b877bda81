import { FrameReader, LinkType } from "@flotilla/protocol";
import {
  decodeTraceContext,
  makeSpanId,
  type SpanFacts,
  type Tracing,
  traceTime,
} from "@flotilla/service-kit";
import type { AppProcessOrder } from "../process/app-process-order.ts";
import { traceAttributes } from "../process/process-traces.ts";

interface Open {
  readonly traceId: string;
  readonly parentId: string;
  readonly spanId: string;
  readonly startMs: number;
}

const traceBytes = 16;
const maxOpen = 100;

/** The spans of one relayed link: from a traced input on its way to the app to the app's next packet for the same client. */
export class RelayTraces {
  readonly #tracing: Pick<Tracing, "add">;
  readonly #attributes: SpanFacts["attributes"];
  readonly #open = new Map<number, Open>();
  readonly #toApp = new FrameReader(this.#onToApp.bind(this), () => {});
  readonly #toGateway = new FrameReader(this.#onToGateway.bind(this), () => {});
  #chunk: Uint8Array | undefined;

  constructor(tracing: Pick<Tracing, "add">, attributes: SpanFacts["attributes"]) {
    this.#tracing = tracing;
    this.#attributes = attributes;
  }

  /** Bytes that are about to go to the app: what they say of a trace makes its parts children of this one. */
  toApp(chunk: Uint8Array): void {
    this.#chunk = chunk;
    this.#toApp.receive(chunk);
  }

  /** Bytes that are about to go to the gateway. */
  toGateway(chunk: Uint8Array): void {
    this.#toGateway.receive(chunk);
  }

  #onToApp(session: number, type: number, payload: Uint8Array): boolean {
    if (type === LinkType.detach || type === LinkType.close) this.#open.delete(session);
    const parent = type === LinkType.trace ? decodeTraceContext(payload) : undefined;
    if (parent === undefined || this.#open.size >= maxOpen) return true;
    const { traceId, spanId: parentId } = parent;
    const spanId = makeSpanId();
    this.#open.set(session, { traceId, parentId, spanId, startMs: traceTime() });
    // Of a frame that a chunk's end has cut this is a copy: the app's part stays a child of the link's.
    if (payload.buffer === this.#chunk?.buffer) payload.set(Buffer.from(spanId, "hex"), traceBytes);
    return true;
  }

  #onToGateway(session: number, type: number): boolean {
    const isPacket = type === LinkType.packet || type === LinkType.fragment;
    const open = isPacket ? this.#open.get(session) : undefined;
    if (open === undefined) return true;
    this.#open.delete(session);
    this.#tracing.add({
      ...open,
      name: "relay",
      kind: "server",
      endMs: traceTime(),
      attributes: this.#attributes,
    });
    return true;
  }
}

/** Tells of links that are relayed to one of some processes; undefined if nobody wants to know. */
export function relayTraces(
  tracing: Tracing | undefined,
  workerId: string,
  processes: readonly { readonly order: AppProcessOrder }[],
  processId: string,
): RelayTraces | undefined {
  const order = processes.find((process) => process.order.id === processId)?.order;
  if (tracing === undefined || order === undefined) return undefined;
  return new RelayTraces(tracing, traceAttributes(order, workerId));
}
