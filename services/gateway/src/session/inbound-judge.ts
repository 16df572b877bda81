import {
  Action,
  type ErrorCode,
  encodeInput,
  encodeMessage,
  encodePong,
  errorTable,
  PacketType,
  type ScanResult,
  scanInbound,
} from "@flotilla/protocol";
import type { Traffic } from "../traffic.ts";
import type { InputLedger } from "./input-ledger.ts";
import type { PendingCalls } from "./pending-calls.ts";

/** What becomes of a client's packet. */
export type Verdict =
  /** It goes to the app; an input is something the app answers. */
  | { readonly type: "pass"; readonly packet: Uint8Array; readonly isInput: boolean }
  /** It waits until the app has answered the registration, or takes part again. */
  | { readonly type: "hold" }
  /** It goes back to the client. */
  | { readonly type: "answer"; readonly packet: Uint8Array }
  /** Nothing. */
  | { readonly type: "none" }
  | { readonly type: "refused"; readonly code: ErrorCode; readonly reason: string };

type Message = Extract<ScanResult, { type: "message" }>;
type Input = Extract<ScanResult, { type: "input" }>;
type Refused = Extract<ScanResult, { type: "refused" }>;

const none: Verdict = { type: "none" };
/** The page and its window: the only controls that are the same in every run of an app. */
const lastLastingId = 2;
/** What is passed on in place of a refused input: its number has to count as applied, or its client would keep it. */
const nothing = encodeMessage(Action.update, { id: 1, props: {} });

/** Decides what becomes of the packets that follow a client's registration. */
export class InboundJudge {
  /** Of a client that numbers its inputs. */
  inputs: InputLedger | undefined;
  readonly #calls: PendingCalls;
  readonly #traffic: Traffic;

  constructor(calls: PendingCalls, traffic: Traffic) {
    this.#calls = calls;
    this.#traffic = traffic;
  }

  judge(packet: Uint8Array, state: "registering" | "open" | "suspended"): Verdict {
    const scan = scanInbound(packet);
    switch (scan.type) {
      case "message":
        return this.#message(packet, scan, state === "suspended");
      case "input":
        return this.#input(packet, scan, state === "open");
      case "refused":
        return this.#refused(packet, scan, state === "open");
      case "channel":
        return state === "open" ? { type: "pass", packet, isInput: false } : this.#ignore();
      case "ping":
        if (this.inputs === undefined) return this.#ignore();
        return { type: "answer", packet: encodePong(packet.subarray(2)) };
      case "extension":
      case "ignored":
        return this.#ignore();
    }
  }

  #message(packet: Uint8Array, { action, controlId }: Message, isSuspended: boolean): Verdict {
    if (action === Action.register) return refuse("MESSAGE_INVALID", "registered already");
    if (isSuspended) {
      if (action !== Action.invoke && controlId <= lastLastingId) return { type: "hold" };
      this.#traffic.lost.gap += 1; // it meant something to a process that is gone
      return none;
    }
    if (action !== Action.invoke) return { type: "pass", packet, isInput: true };
    if (this.#calls.answered(packet)) return { type: "pass", packet, isInput: false };
    return refuse("PACKET_TOO_BIG", "no call waits for this answer");
  }

  /** One that cannot be passed on now is sent again by its client. */
  #input(packet: Uint8Array, { number, generation }: Input, isOpen: boolean): Verdict {
    if (this.inputs === undefined) return this.#ignore();
    if (!isOpen || !this.inputs.takes(number, generation)) return none;
    return { type: "pass", packet, isInput: true };
  }

  /** Some faults cost only the message: the error table says which. */
  #refused(packet: Uint8Array, { code, reason }: Refused, isOpen: boolean): Verdict {
    if (packet[0] !== PacketType.extension) return refuse(code, reason);
    if (this.inputs === undefined) return this.#ignore();
    if (errorTable[code].close !== null) return refuse(code, reason);
    const number = new DataView(packet.buffer, packet.byteOffset).getUint32(3, true);
    const generation = packet[2] ?? 0;
    if (!isOpen || !this.inputs.takes(number, generation)) return none;
    return { type: "pass", packet: encodeInput(number, generation, nothing), isInput: true };
  }

  #ignore(): Verdict {
    this.#traffic.ignored += 1;
    return none;
  }
}

function refuse(code: ErrorCode, reason: string): Verdict {
  return { type: "refused", code, reason };
}
