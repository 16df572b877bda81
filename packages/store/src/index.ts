export type { Bus, Undo } from "./bus.ts";
export { type Clock, ManualClock, systemClock } from "./clock.ts";
export { createStore } from "./create-store.ts";
export { isStoreAway } from "./is-store-away.ts";
export { lineKey } from "./line-key.ts";
export type { LineName, Lines, Turn, Turns } from "./lines.ts";
export type { Logins, PendingLogin } from "./logins.ts";
export type { LogLine, Logs, StoredLine } from "./logs.ts";
export { createMemoryStore } from "./memory/memory-store.ts";
export type { NodeInfo, NodeKind, Nodes } from "./nodes.ts";
export type {
  KeepPolicy,
  Processes,
  ProcessInfo,
  ProcessRecord,
  Reservation,
  SeatPolicy,
} from "./processes.ts";
export { openRecord, sealRecord } from "./sealed-record.ts";
export type {
  AttachOutcome,
  AttachRequest,
  Checkpoint,
  CheckpointOutcome,
  ClaimRequest,
  Fence,
  HeldConnection,
  KeptState,
  NewSession,
  SessionClient,
  SessionConnection,
  SessionFilter,
  SessionOwner,
  SessionRecord,
  Sessions,
  SuspendCause,
} from "./sessions.ts";
export type { StartBounds, StartGrant, Starts, StartWish } from "./starts.ts";
export type { Store, StoreMemory } from "./store.ts";
export type { TopicBatch, TopicListener, TopicMessage, Topics } from "./topics.ts";
