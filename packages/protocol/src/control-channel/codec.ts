import { FlotillaError } from "../errors.ts";
import { decode, encode } from "../msgpack/codec.ts";
import { isMap, misfit, type Shape } from "../shape.ts";
import type { AppMessage, WorkerMessage } from "./messages.ts";
import { appShapes, workerShapes } from "./shapes.ts";

/** Bytes of one control message without its length: a whole checkpoint and the names and heads of its parts. */
export const maxControlBytes = 6 * 1024 * 1024;

const headBytes = 4;
const limits = { maxDepth: 64, keys: "string", maxItems: 100_000 } as const;

/** Encodes a message with its length in front. */
export function encodeControl(message: WorkerMessage | AppMessage): Uint8Array {
  const body = encode(message);
  if (body.length > maxControlBytes) throw tooBig(body.length);
  const frame = new Uint8Array(headBytes + body.length);
  new DataView(frame.buffer).setUint32(0, body.length, true);
  frame.set(body, headBytes);
  return frame;
}

/** What a worker reads from its app process, and how many bytes each message had. */
export function readAppMessages(
  onMessage: (message: AppMessage, bytes: number) => void,
): ControlReader {
  return new ControlReader(appShapes, (message, bytes) => onMessage(message as AppMessage, bytes));
}

/** What an app process reads from its worker. */
export function readWorkerMessages(onMessage: (message: WorkerMessage) => void): ControlReader {
  return new ControlReader(workerShapes, (message) => onMessage(message as WorkerMessage));
}

/** Cuts a byte stream into control messages; throws a `FlotillaError` at the first malformed one and must not be used after it. */
export class ControlReader {
  readonly #shapes: Readonly<Record<string, Shape>>;
  readonly #onMessage: (message: unknown, bytes: number) => void;
  readonly #head = new Uint8Array(headBytes);
  #headFill = 0;
  #body: Uint8Array | undefined;
  #bodyFill = 0;

  constructor(
    shapes: Readonly<Record<string, Shape>>,
    onMessage: (message: unknown, bytes: number) => void,
  ) {
    this.#shapes = shapes;
    this.#onMessage = onMessage;
  }

  /** Takes the next bytes, in pieces of any size; the chunk may be used again afterwards. */
  receive(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#body === undefined) {
        const taken = Math.min(headBytes - this.#headFill, chunk.length - at);
        this.#head.set(chunk.subarray(at, at + taken), this.#headFill);
        this.#headFill += taken;
        at += taken;
        if (this.#headFill < headBytes) return;
        const length = new DataView(this.#head.buffer).getUint32(0, true);
        if (length > maxControlBytes) throw tooBig(length);
        if (length === 0) throw malformed("an empty message");
        this.#body = new Uint8Array(length);
        this.#headFill = this.#bodyFill = 0;
      }
      const body = this.#body;
      const taken = Math.min(body.length - this.#bodyFill, chunk.length - at);
      body.set(chunk.subarray(at, at + taken), this.#bodyFill);
      this.#bodyFill += taken;
      at += taken;
      if (this.#bodyFill < body.length) return;
      this.#body = undefined;
      this.#deliver(body);
    }
  }

  #deliver(body: Uint8Array): void {
    let message: unknown;
    try {
      message = decode(body, limits);
    } catch (cause) {
      throw malformed("undecodable bytes", cause);
    }
    if (!isMap(message) || typeof message.type !== "string") throw malformed("no map with a type");
    const shape = Object.hasOwn(this.#shapes, message.type)
      ? this.#shapes[message.type]
      : undefined;
    if (shape === undefined) throw malformed("an unknown type");
    const field = misfit(message, shape);
    if (field !== undefined) throw malformed(`"${message.type}" with a wrong field "${field}"`);
    this.#onMessage(message, headBytes + body.length);
  }
}

function malformed(what: string, cause?: unknown): FlotillaError {
  return new FlotillaError("CONTROL_MALFORMED", `control channel: got ${what}`, { cause });
}

function tooBig(length: number): FlotillaError {
  return malformed(`a message of ${length} bytes, the limit is ${maxControlBytes}`);
}
