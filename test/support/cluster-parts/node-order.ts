import process from "node:process";
import type { LeaseTimes } from "@flotilla/service-kit";

/** When a gateway asks a silent client for a sign of life, and how long it waits for that. */
export interface VitalTimes {
  readonly pingMs: number;
  readonly pongMs: number;
}

/** What a thread becomes: one service of a cluster. */
export interface NodeOrder {
  readonly kind: "gateway" | "worker";
  readonly name: string;
  readonly redisUrl: string;
  readonly objectsDir: string;
  readonly dataDir: string;
  /** What app processes write to a file `effects` in their folder is kept here, by the id of the process. */
  readonly effectsDir: string;
  readonly internalToken: string;
  readonly leaseTimes: LeaseTimes;
  readonly commandTimeoutMs: number;
  readonly vitalTimes: VitalTimes;
  /** Variables of the service, over what the order says. */
  readonly env: Readonly<Record<string, string>>;
  /** A safeguard that is taken out, to see whether anybody notices. */
  readonly plant?: "fence";
  readonly logLevel: string;
}

/** What the cluster asks of a thread. */
export type NodeAsk =
  | { readonly type: "open"; readonly order: NodeOrder }
  | { readonly type: "pause" }
  | { readonly type: "drain" }
  | { readonly type: "stop" }
  | { readonly type: "pids" }
  | { readonly type: "vitals"; readonly isCollected: boolean };

/** What a node is, once it is open. */
export interface NodeAddress {
  readonly id: string;
  readonly url: string;
  readonly internalUrl: string;
}

/** What a thread measures of itself. */
export interface NodeVitals {
  readonly heapBytes: number;
}

/** What a thread tells the cluster. */
export type NodeTold =
  | { readonly type: "answer"; readonly n: number; readonly value: unknown }
  | { readonly type: "failed"; readonly n: number; readonly text: string }
  /** A step in the store, with its outcome. */
  | { readonly type: "step"; readonly step: StoreStep }
  | { readonly type: "log"; readonly line: string }
  /** Asks for the way to another node. */
  | { readonly type: "way"; readonly n: number; readonly url: string };

/** A step that a service took in the store, in milliseconds of the machine's steady clock. */
export interface StoreStep {
  readonly op: string;
  readonly node: string;
  readonly session: string;
  readonly began: number;
  readonly ended: number;
  /** The fence that it was taken under. */
  readonly epoch: number;
  readonly claimId: string;
  /** What became of it: a word, or the record's epoch. */
  readonly outcome: string;
  /** Who owns the session after it, where a record says so. */
  readonly processId: string;
  /** The record's fence after it. */
  readonly nowEpoch: number;
  readonly nowClaimId: string;
}

/** Milliseconds of the machine's steady clock: the same in all its processes and threads. */
export function steadyNow(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}
