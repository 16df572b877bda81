import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { addressOf } from "@flotilla/service-kit";

type Value = { stringValue?: string; intValue?: number | string; boolValue?: boolean };
type Attributes = readonly { readonly key: string; readonly value: Value }[];

interface Body {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Attributes };
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
  }[];
}

interface WireSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: Attributes;
}

/** A span as a collector got it. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly name: string;
  readonly service: string;
  readonly tookMs: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A collector that takes OTLP over HTTP, as JSON, and keeps what comes. */
export class TraceReceiver implements AsyncDisposable {
  readonly spans: ReceivedSpan[] = [];
  readonly bodies: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on("request", async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      if (request.url === "/v1/traces") this.#take(text);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  }

  static async open(): Promise<TraceReceiver> {
    const server = createServer();
    const receiver = new TraceReceiver(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return receiver;
  }

  get endpoint(): string {
    return addressOf(this.#server);
  }

  /** The span of this name that is a child of another one, or of none. */
  child(name: string, parent: ReceivedSpan | undefined): ReceivedSpan | undefined {
    return this.spans.find((span) => span.name === name && span.parentId === parent?.spanId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #take(text: string): void {
    this.bodies.push(text);
    for (const { resource, scopeSpans } of (JSON.parse(text) as Body).resourceSpans) {
      const service = String(record(resource.attributes)["service.name"]);
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
        const { traceId, spanId, parentSpanId, name, attributes } = span;
        const nanoseconds = BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano);
        this.spans.push({
          ...{ traceId, spanId, name, service },
          parentId: parentSpanId === "" ? undefined : parentSpanId,
          tookMs: Number(nanoseconds) / 1e6,
          attributes: record(attributes),
        });
      }
    }
  }
}

function record(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.intValue ?? value.boolValue,
    ]),
  );
}
