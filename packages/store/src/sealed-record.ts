import { createHmac, timingSafeEqual } from "node:crypto";
import type { SessionRecord } from "./sessions.ts";

const macBytes = 32;

/** A record that an app process keeps for us and cannot change: only the services have the key. */
export function sealRecord(record: SessionRecord, key: string): Uint8Array {
  const text = Buffer.from(JSON.stringify(record));
  return Buffer.concat([macOf(text, key), text]);
}

/** The record in a seal; undefined if it was not made with this key. */
export function openRecord(sealed: Uint8Array, key: string): SessionRecord | undefined {
  if (sealed.length <= macBytes) return undefined;
  const text = sealed.subarray(macBytes);
  if (!timingSafeEqual(sealed.subarray(0, macBytes), macOf(text, key))) return undefined;
  return JSON.parse(Buffer.from(text).toString()) as SessionRecord;
}

function macOf(text: Uint8Array, key: string): Buffer {
  return createHmac("sha256", key).update("flotilla session record,").update(text).digest();
}
