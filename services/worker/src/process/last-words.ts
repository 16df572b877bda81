import type { OutputLine } from "./output-pump.ts";

const heapFullText = /JavaScript heap out of memory|Zone Allocation failed|invalid table size/;
const maxLines = 20;

/** What a process wrote to its error output that tells why it ended. */
export class LastWords {
  #lines: string[] = [];
  #isHeapFull = false;

  /** V8 wrote on the way out that its heap was full. */
  get isHeapFull(): boolean {
    return this.#isHeapFull;
  }

  /** The last lines before the process was ready, to be put behind an error. */
  get text(): string {
    return this.#lines.length > 0 ? `:\n${this.#lines.join("\n")}` : "";
  }

  look({ stream, text }: OutputLine, isStarting: boolean): void {
    if (stream !== "stderr") return;
    if (heapFullText.test(text)) this.#isHeapFull = true;
    if (isStarting) this.#lines = [...this.#lines, text].slice(-maxLines);
  }
}
