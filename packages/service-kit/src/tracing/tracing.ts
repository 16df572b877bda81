import type { Exporter } from "./otlp-exporter.ts";
import type { SpanFacts } from "./span-facts.ts";

/** Where traces go and how many there are. */
export interface TracingOptions {
  /** Base address of a collector that takes OTLP over HTTP. */
  readonly endpoint: string;
  /** Share of clicks that are traced, from 0 to 1. */
  readonly ratio: number;
  readonly service: string;
  /** Calls with what goes wrong; spans are lost then, nothing else. */
  readonly onError: (error: unknown) => void;
}

const maxEarly = 1_000;

/** Sends spans to a collector. What that takes is loaded with the first span: a host without tracing never has it. */
export class Tracing {
  readonly #options: TracingOptions;
  #exporter: Promise<Exporter | undefined> | undefined;
  #early = 0;

  constructor(options: TracingOptions) {
    this.#options = options;
  }

  /** Whether the click that comes now is one of those that are traced. */
  isChosen(): boolean {
    return Math.random() < this.#options.ratio;
  }

  /** Takes a span that is over; it leaves with others in a while. */
  add(span: SpanFacts): void {
    if (this.#early >= maxEarly) return;
    this.#exporter ??= this.#open();
    this.#early += 1;
    void this.#exporter.then((exporter) => {
      this.#early -= 1;
      exporter?.add(span);
    });
  }

  /** Sends what there is. */
  async stop(): Promise<void> {
    const exporter = await this.#exporter;
    await exporter?.stop();
  }

  async #open(): Promise<Exporter | undefined> {
    try {
      const { openExporter } = await import("./otlp-exporter.ts");
      return openExporter(this.#options);
    } catch (error) {
      this.#options.onError(error);
      return undefined;
    }
  }
}

/** Traces as the environment asks for them; undefined: there are none. */
export function createTracing(
  { endpoint, ratio }: { readonly endpoint: string | undefined; readonly ratio: number },
  service: string,
  onError: (error: unknown) => void,
): Tracing | undefined {
  return endpoint === undefined ? undefined : new Tracing({ endpoint, ratio, service, onError });
}
