import { expect, test } from "@jest/globals";
import { isLinkAnswer, readLinkPass, signLinkAnswer, signLinkPass } from "./link-pass.ts";

const key = "k".repeat(32);
const now = 1_700_000_000_000;
const pass = { gatewayId: "g-1", workerId: "w-1", processId: "p-1", nonce: "abc_-9" };
const header = signLinkPass(pass, key, now);

test("a pass is read as it was signed", () => {
  expect(readLinkPass(header, key, now)).toEqual({ ...pass, expiresAt: now + 30_000 });
});

test.each([
  ["another key", header, "x".repeat(32), now],
  ["another process", header.replace("p-1", "p-2"), key, now],
  ["another worker", header.replace("w-1", "w-2"), key, now],
  ["a later end", header.replace(String(now + 30_000), String(now + 31_000)), key, now],
  ["an expired pass", header, key, now + 30_000],
  ["a pass from far ahead", signLinkPass(pass, key, now + 3_600_000), key, now],
  ["another scheme", header.replace("Flotilla-Link", "Bearer"), key, now],
  ["a part too few", header.replace("g-1,", ""), key, now],
  ["bytes that are no text", `${header} \u0000`, key, now],
  ["nothing", "", key, now],
])("%s opens nothing", (_name, given, withKey, at) => {
  expect(readLinkPass(given, withKey, at)).toBeUndefined();
});

test("an answer is that of the worker which was asked, for that pass alone", () => {
  const signature = signLinkAnswer(pass, key);
  expect(isLinkAnswer(pass, signature, key)).toBe(true);
  expect(isLinkAnswer({ ...pass, nonce: "other" }, signature, key)).toBe(false);
  expect(isLinkAnswer({ ...pass, workerId: "w-2" }, signature, key)).toBe(false);
  expect(isLinkAnswer(pass, signature, "x".repeat(32))).toBe(false);
  expect(isLinkAnswer(pass, "", key)).toBe(false);
});
