import { type HrTime, SpanKind, SpanStatusCode, TraceFlags } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type ReadableSpan } from "@opentelemetry/sdk-trace";
import type { SpanFacts } from "./span-facts.ts";
import type { TracingOptions } from "./tracing.ts";

/** Takes spans and sends them in batches. */
export interface Exporter {
  add(span: SpanFacts): void;
  stop(): Promise<void>;
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };
const batchMs = 1_000;
const exportMs = 5_000;

/** Opens the way to a collector; nothing is sent before there is a span. */
export function openExporter({ endpoint, service, onError }: TracingOptions): Exporter {
  const exporter = new OTLPTraceExporter({ url: tracesUrl(endpoint), timeoutMillis: exportMs });
  const processor = new BatchSpanProcessor({
    exporter,
    scheduledDelayMillis: batchMs,
    exportTimeoutMillis: 2 * exportMs,
    maxQueueSize: 4_096,
  });
  const resources = new Map<string, Resource>();
  const resourceOf = (name: string): Resource => {
    const known = resources.get(name) ?? resourceFromAttributes({ "service.name": name });
    resources.set(name, known);
    return known;
  };
  return {
    add: (span) => processor.onEnd(readable(span, resourceOf(span.service ?? service))),
    stop: () => processor.shutdown().catch(onError),
  };
}

function readable(span: SpanFacts, resource: Resource): ReadableSpan {
  const { traceId, spanId, parentId, startMs, failed } = span;
  const endMs = Math.max(startMs, span.endMs);
  const contextOf = (id: string) => ({ traceId, spanId: id, traceFlags: TraceFlags.SAMPLED });
  return {
    name: span.name,
    kind: kinds[span.kind],
    spanContext: () => contextOf(spanId),
    ...(parentId !== undefined && { parentSpanContext: contextOf(parentId) }),
    startTime: hrTime(startMs),
    endTime: hrTime(endMs),
    duration: hrTime(endMs - startMs),
    status: { code: failed === true ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes: { ...span.attributes },
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: { name: "flotilla" },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1e6)];
}

/** Collectors take traces below their base address. */
function tracesUrl(endpoint: string): string {
  return endpoint.endsWith("/v1/traces") ? endpoint : `${endpoint.replace(/\/$/, "")}/v1/traces`;
}
