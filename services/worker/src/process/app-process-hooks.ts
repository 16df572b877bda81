import type {
  AppMessage,
  LeaveMessage,
  LeaveOutcome,
  MoveTarget,
  StoredOutcome,
} from "@flotilla/protocol";
import type { CheckpointWriterParts } from "./checkpoint-writer.ts";
import type { DoErrand } from "./errands.ts";
import type { ExitReason } from "./exit-reason.ts";
import type { OutputLine } from "./output-pump.ts";
import type { OverSessions } from "./over-sessions.ts";
import type { ProcessTraces } from "./process-traces.ts";

/** Who is told about the life of a process. */
export interface AppProcessHooks {
  readonly onOutput: (lines: readonly OutputLine[]) => void;
  readonly onOutputDropped: (bytes: number) => void;
  readonly onSessions: (count: number) => void;
  readonly onPublish: (message: Extract<AppMessage, { type: "publish" }>) => void;
  readonly onPage: (message: Extract<AppMessage, { type: "page" }>) => void;
  readonly onHandlerFailed: () => void;
  /** It sent what it must not, and is ended. */
  readonly onViolation: () => void;
  /** What it has to do with traces; absent: there are none. */
  readonly traces: ProcessTraces | undefined;
  readonly onErrand: DoErrand;
  readonly onCheckpoint: CheckpointWriterParts["write"];
  /** A checkpoint was dealt with. */
  readonly onKept: (outcome: StoredOutcome, bytes: number) => void;
  readonly onCheckpointFailed: (error: unknown) => void;
  /** Takes a session from it whose last checkpoint is stored; never rejects. */
  readonly onLeave: (message: LeaveMessage) => Promise<LeaveOutcome>;
  /** A session cannot be moved, and why. */
  readonly onStays: (session: string, why: string) => void;
  /** It has been silent for a while, or answers again after that. */
  readonly onSilent: (isSilent: boolean) => void;
  /** Once, after everything it left is gone and what its sessions kept is in the store. */
  readonly onEnded: (report: ExitReport, over: OverSessions) => void;
}

/** How an app process ended. */
export interface ExitReport {
  readonly reason: ExitReason;
  readonly code: number | null;
  readonly signal: string | null;
  /** It had taken sessions or could have. */
  readonly wasReady: boolean;
  /** It was told to end. */
  readonly wasAsked: boolean;
  /** Where its sessions were to go on, if they were. */
  readonly movesTo: MoveTarget | undefined;
}
