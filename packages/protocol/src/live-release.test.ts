import { expect, test } from "@jest/globals";
import { decodeLiveRelease, encodeLiveRelease } from "./live-release.ts";
import { encode } from "./msgpack/codec.ts";

test("a hint of a live release comes back as it was; anything else is nothing", () => {
  const live = { team: "crew", app: "shop", release: "r2" };
  expect(decodeLiveRelease(encodeLiveRelease(live))).toEqual(live);
  for (const bytes of [Uint8Array.of(0xc1), encode([1]), encode({ ...live, release: 2 })]) {
    expect(decodeLiveRelease(bytes)).toBeUndefined();
  }
});
