import type { Readable } from "node:stream";

/** A line of an app's output, ready for the log. */
export interface OutputLine {
  readonly stream: "stdout" | "stderr" | "system";
  readonly text: string;
}

/** Bounds on what an app may write. */
export interface OutputLimits {
  readonly bytesPerSecond: number;
  readonly lineBytes: number;
}

/** What the log takes of one app process. */
export const defaultOutputLimits: OutputLimits = {
  bytesPerSecond: 64 * 1024,
  lineBytes: 8 * 1024,
};

/** Bytes read in one turn of the clock before the pipe is left to fill up, so that a flood slows its app and not us. */
const bytesPerTurn = 1024 * 1024;
const turnMs = 100;

/** Reads the output of one app process: cuts it into lines, keeps what the limits allow, counts what it drops. */
export class OutputPump {
  readonly #limits: OutputLimits;
  readonly #sink: (lines: readonly OutputLine[]) => void;
  readonly #onDropped: (bytes: number) => void;
  readonly #tails = new Map<Readable, LineCutter>();
  #pending: OutputLine[] = [];
  #allowance: number;
  #read = 0;
  #dropped = 0;
  #droppedSince = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(
    limits: OutputLimits,
    sink: (lines: readonly OutputLine[]) => void,
    onDropped: (bytes: number) => void,
  ) {
    this.#limits = limits;
    this.#sink = sink;
    this.#onDropped = onDropped;
    this.#allowance = limits.bytesPerSecond;
  }

  /** Begins to read; `onLine` sees each kept line as it comes. */
  start(
    streams: { readonly stdout: Readable; readonly stderr: Readable },
    onLine: (line: OutputLine) => void = () => {},
  ): void {
    for (const name of ["stdout", "stderr"] as const) {
      const stream = streams[name];
      const cutter = new LineCutter(this.#limits.lineBytes, (text, bytes) => {
        const line = { stream: name, text };
        if (this.#take(bytes, line)) onLine(line);
      });
      this.#tails.set(stream, cutter);
      stream.on("data", (chunk: Buffer) => {
        cutter.push(chunk);
        this.#arm();
        this.#read += chunk.length;
        if (this.#read >= bytesPerTurn) for (const each of this.#tails.keys()) each.pause();
      });
    }
  }

  /** A line of the supervisor's own, outside of the limits. */
  note(text: string): void {
    this.#pending.push({ stream: "system", text });
    this.#arm();
  }

  /** Hands over what is left. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    for (const cutter of this.#tails.values()) cutter.end();
    this.#reportDropped();
    this.#flush();
  }

  /** A quiet process costs no wake-ups. */
  #arm(): void {
    if (!this.#isStopped) this.#timer ??= setTimeout(() => this.#turn(), turnMs);
  }

  #take(bytes: number, line: OutputLine): boolean {
    if (bytes > this.#allowance) {
      this.#dropped += bytes;
      this.#onDropped(bytes);
      return false;
    }
    this.#allowance -= bytes;
    this.#pending.push(line);
    return true;
  }

  #turn(): void {
    const { bytesPerSecond } = this.#limits;
    this.#allowance = Math.min(bytesPerSecond, this.#allowance + (bytesPerSecond * turnMs) / 1_000);
    this.#read = 0;
    for (const stream of this.#tails.keys()) if (stream.isPaused()) stream.resume();
    this.#droppedSince += this.#dropped > 0 ? turnMs : 0;
    if (this.#droppedSince >= 1_000) this.#reportDropped();
    this.#flush();
    this.#timer = undefined;
    if (this.#allowance < bytesPerSecond || this.#dropped > 0) this.#arm();
  }

  #reportDropped(): void {
    if (this.#dropped === 0) return;
    const limit = `${this.#limits.bytesPerSecond / 1024} KiB a second`;
    this.note(`output over ${limit}: ${this.#dropped} bytes were dropped`);
    this.#dropped = 0;
    this.#droppedSince = 0;
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    this.#sink(this.#pending);
    this.#pending = [];
  }
}

/** Cuts bytes into lines of bounded length; the rest of an overlong line is counted, not kept. */
class LineCutter {
  readonly #maxBytes: number;
  readonly #onLine: (text: string, bytes: number) => void;
  #parts: Buffer[] = [];
  #kept = 0;
  #length = 0;

  constructor(maxBytes: number, onLine: (text: string, bytes: number) => void) {
    this.#maxBytes = maxBytes;
    this.#onLine = onLine;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(10, from);
      this.#append(chunk.subarray(from, end === -1 ? chunk.length : end));
      if (end === -1) return;
      this.#emit();
      from = end + 1;
    }
  }

  end(): void {
    if (this.#length > 0) this.#emit();
  }

  #append(bytes: Buffer): void {
    this.#length += bytes.length;
    const room = this.#maxBytes - this.#kept;
    if (room <= 0 || bytes.length === 0) return;
    const part = Buffer.from(bytes.subarray(0, room)); // a copy: the chunk's memory is not ours to keep
    this.#parts.push(part);
    this.#kept += part.length;
  }

  #emit(): void {
    const cut = this.#length - this.#kept;
    const text = Buffer.concat(this.#parts).toString("utf8").replace(/\r$/, "");
    this.#onLine(cut > 0 ? `${text}… (${cut} more bytes)` : text, this.#length + 1);
    this.#parts = [];
    this.#kept = 0;
    this.#length = 0;
  }
}
