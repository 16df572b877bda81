import { expect, test } from "@jest/globals";
import { type AppNotice, decodeAppNotice, encodeAppNotice } from "./app-notice.ts";
import { encode } from "./msgpack/codec.ts";

test("[EXT6] a notice crosses the bus as it was", () => {
  const notices: AppNotice[] = [
    { team: "t", app: "a", notice: { type: "build_failed", text: "no", file: "main.ts", line: 3 } },
    { team: "t", app: "a", processId: "p", notice: { type: "not_responding" } },
  ];
  for (const notice of notices) expect(decodeAppNotice(encodeAppNotice(notice))).toEqual(notice);
});

test("[EXT6] what is no notice is not taken for one", () => {
  const notice = { type: "build_ok" };
  const others = [
    5,
    [],
    { team: "t", app: "a" },
    { team: "t", app: 5, notice },
    { team: "t", app: "a", notice: {} },
    { team: "t", app: "a", notice, processId: 7 },
  ];
  for (const other of others) expect(decodeAppNotice(encode(other))).toBeUndefined();
});
