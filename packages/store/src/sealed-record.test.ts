import { expect, test } from "@jest/globals";
import { session } from "./contract/session-fixtures.ts";
import { createMemoryStore } from "./memory/memory-store.ts";
import { openRecord, sealRecord } from "./sealed-record.ts";

const key = "the key of the services";

test("a sealed record is what it was, and nothing else is one", async () => {
  const record = await createMemoryStore().sessions.create(session("ü"));
  const sealed = sealRecord(record, key);
  expect(openRecord(sealed, key)).toEqual(record);
  expect(openRecord(sealed, "another key")).toBeUndefined();
  for (let at = 0; at < sealed.length; at++) {
    const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
    expect(openRecord(changed, key)).toBeUndefined();
    expect(openRecord(sealed.subarray(0, at), key)).toBeUndefined();
  }
});
