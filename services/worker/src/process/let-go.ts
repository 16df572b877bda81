import type { LeaveMessage, LeaveOutcome, StoredOutcome } from "@flotilla/protocol";
import type { CheckpointWriter } from "./checkpoint-writer.ts";

const whenNotStored: Readonly<Record<Exclude<StoredOutcome, "stored">, LeaveOutcome>> = {
  gone: "gone",
  failed: "failed",
};

/** A session leaves its process: what it keeps is stored first, then it has no owner. Never rejects if `leave` does not. */
export async function letGo(
  message: LeaveMessage,
  checkpoints: CheckpointWriter,
  leave: (message: LeaveMessage) => Promise<LeaveOutcome>,
): Promise<LeaveOutcome> {
  const last = await checkpoints.lastOf(message.session);
  const isKept = last === undefined || last === "stored";
  return isKept ? await leave(message) : whenNotStored[last];
}
