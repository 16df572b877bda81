import { setTimeout } from "node:timers/promises";
import {
  Action,
  decode,
  decodeChannel,
  encodeChannel,
  encodeMessage,
  PacketType,
  type Patch,
} from "@flotilla/protocol";
import { ControlTree } from "@flotilla/tree";
import { IdMap } from "./id-map.ts";

/** One client socket. */
export interface ClientLink {
  send(packet: Uint8Array): void;
  close(): Promise<unknown>;
}

/** Reaches a host that runs one scenario's app. */
export interface Transport {
  connect(receive: (packet: Uint8Array) => void): ClientLink;
  stop(): Promise<void>;
}

interface RecordedFrame {
  readonly n: number;
  readonly dir: "c2s" | "s2c";
  readonly session?: string;
  readonly hex: string;
}

/** A recorded exchange, as in the vector files. */
export interface Vector {
  readonly scenario: string;
  readonly frames: readonly RecordedFrame[];
}

/** A frame as decoded: a message, or the bytes on a channel. */
export type Frame = readonly unknown[];

/** What came of playing a vector's client against a host. */
export interface Played {
  /** Per client: what was recorded and what was received, ids of the recording. */
  readonly clients: ReadonlyMap<string, PlayedClient>;
}

interface PlayedClient {
  readonly recorded: Frame[];
  readonly received: Frame[];
  readonly recordedTree: unknown;
  readonly receivedTree: unknown;
}

const patienceMs = 300;

/** Plays the recorded client: sends its frames, ids translated, each after what was recorded before it has arrived. */
export async function play(vector: Vector, transport: Transport): Promise<Played> {
  const clients = new Map<string, Player>();
  const ids = new IdMap();
  for (const frame of vector.frames) {
    const name = frame.session ?? "A";
    let client = clients.get(name);
    if (client === undefined) {
      client = new Player(transport, ids);
      clients.set(name, client);
    }
    const packet = Uint8Array.from(Buffer.from(frame.hex, "hex"));
    if (frame.dir === "c2s") {
      for (const each of clients.values()) await each.arrived();
      await client.send(packet);
    } else client.expect(packet);
  }
  for (const client of clients.values()) await client.arrived();
  await setTimeout(20); // what should not come would come now
  const played = new Map([...clients].map(([name, client]) => [name, client.result()]));
  await transport.stop();
  return { clients: played };
}

/** One client: two trees side by side, the recorded one and that of the host under test. */
class Player {
  readonly #transport: Transport;
  readonly #ids: IdMap;
  readonly #recorded: Frame[] = [];
  readonly #received: Frame[] = [];
  #recordedTree = new ControlTree();
  #receivedTree = new ControlTree();
  #link: ClientLink | undefined;
  #wake: () => void = () => {};

  constructor(transport: Transport, ids: IdMap) {
    this.#transport = transport;
    this.#ids = ids;
  }

  /** Notes what the recorded host sent. */
  expect(packet: Uint8Array): void {
    this.#recorded.push(decodeFrame(packet));
    apply(this.#recordedTree, decodeFrame(packet));
  }

  /** Sends what the recorded client sent. */
  async send(packet: Uint8Array): Promise<void> {
    const frame = decodeFrame(packet);
    const [action, body] = frame as [number, Record<string, unknown>];
    if (action === Action.register) await this.#register(packet);
    else if (action === Action.update) {
      const props = () => bodyOf(packet).props as Record<string, unknown>;
      const id = this.#ids.live(body.id as number);
      this.#recordedTree.update(body.id as number, props());
      this.#receivedTree.update(id, props());
      this.#link?.send(encodeMessage(action, { id, props: props() }));
    } else this.#link?.send(this.#translated(frame));
  }

  /** Waits until as many frames have come as were recorded, but not for ever. */
  async arrived(): Promise<void> {
    const deadline = AbortSignal.timeout(patienceMs);
    while (this.#received.length < this.#recorded.length && !deadline.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        deadline.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    this.#ids.learnTrees(this.#recordedTree.page, this.#receivedTree.page);
    this.#ids.learnFrames(this.#recorded, this.#received);
  }

  result(): PlayedClient {
    return {
      recorded: this.#recorded.map(withoutTraces),
      received: this.#received.map((frame) => this.#ids.recordedFrame(frame)),
      recordedTree: this.#recordedTree.page,
      receivedTree: this.#ids.recordedValue(this.#receivedTree.page),
    };
  }

  async #register(packet: Uint8Array): Promise<void> {
    if (this.#link !== undefined) await this.#link.close();
    const body = bodyOf(packet);
    if (this.#recorded.length === 0) {
      this.#recordedTree = new ControlTree(body.page as Record<string, unknown>);
      this.#receivedTree = new ControlTree(bodyOf(packet).page as Record<string, unknown>);
    }
    this.#link = this.#transport.connect((answer) => {
      this.#received.push(decodeFrame(answer));
      apply(this.#receivedTree, decodeFrame(answer));
      this.#wake();
    });
    const sessionId = body.session_id === null ? null : this.#ids.liveText(String(body.session_id));
    this.#link.send(encodeMessage(Action.register, { ...body, session_id: sessionId }));
  }

  #translated(frame: Frame): Uint8Array {
    const [action, body] = frame as [number, Record<string, unknown>];
    if (action < 0) return encodeChannel(body as unknown as number, frame[2] as Uint8Array);
    if (action === Action.event) {
      const target = this.#ids.live(body.target as number);
      return encodeMessage(action, { ...body, target, data: this.#ids.liveData(body.data) });
    }
    return encodeMessage(action, {
      ...body,
      control_id: this.#ids.live(body.control_id as number),
      call_id: this.#ids.liveText(String(body.call_id)),
    });
  }
}

function decodeFrame(packet: Uint8Array): Frame {
  if (packet[0] === PacketType.channel) {
    const frame = decodeChannel(packet);
    return [-1, frame?.channelId, frame?.bytes];
  }
  return decode(packet, { keys: "any" }, 1) as Frame;
}

/** Flet sends its traceback along; a recorded error stands for its first line, which is all that a visitor is told. */
function withoutTraces(frame: Frame): Frame {
  const [action, body] = frame as [number, Record<string, unknown>];
  if (action === Action.crashed) return [action, { message: firstLine(body.message) }];
  if (action === Action.register) return [action, { ...body, error: firstLine(body.error) }];
  return frame;
}

function firstLine(text: unknown): string {
  return String(text).split("\n")[0] ?? "";
}

function bodyOf(packet: Uint8Array): Record<string, unknown> {
  return decodeFrame(packet)[1] as Record<string, unknown>;
}

/** Lets a tree follow what its host sent. */
function apply(tree: ControlTree, frame: Frame): void {
  const [action, body] = frame as [number, Record<string, unknown>];
  if (action === Action.register && !body.error) tree.merge(body.page_patch as never);
  if (action === Action.patch) tree.apply(body.id as number, body.patch as Patch);
}
