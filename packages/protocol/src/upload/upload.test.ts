import { createHmac } from "node:crypto";
import { expect, test } from "@jest/globals";
import { uploadPath } from "./upload-path.ts";
import { type Hmac, uploadExpiry, uploadQuery, uploadSignature } from "./upload-query.ts";

const hmac: Hmac = (key, message) => createHmac("sha256", key).update(message).digest();
const claim = { fileName: "dir/my file.txt", expiry: "2030-01-01T00:00:00+00:00" };

test("the documented address has the documented signature", () => {
  expect(uploadQuery(claim)).toBe("f=dir%2Fmy+file.txt&e=2030-01-01T00%3A00%3A00%2B00%3A00");
  const signature = Buffer.from(uploadSignature(hmac, "s3cret", "/app/upload", claim));
  expect(signature.toString("hex")).toBe(
    "25a428c37d5e14595be6e87b9cd1278ca911a8ebd180b6f43d604e5bb9c456d3",
  );
});

test("names are encoded as in a form, the four plain signs stay", () => {
  const fileName = "ä~_.-!*'()+&=%";
  expect(uploadQuery({ fileName, expiry: "" })).toBe("f=%C3%A4~_.-%21%2A%27%28%29%2B%26%3D%25&e=");
});

test("every part of an address is signed", () => {
  const sign = (secret: string, path: string, changed: object) =>
    Buffer.from(uploadSignature(hmac, secret, path, { ...claim, ...changed })).toString("hex");
  const all = [
    sign("a", "/app/upload", {}),
    sign("b", "/app/upload", {}),
    sign("a", "/apq/upload", {}),
    sign("a", "/app/upload", { fileName: "other" }),
    sign("a", "/app/upload", { expiry: "2031-01-01T00:00:00+00:00" }),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test("an expiry is in UTC with microseconds, without a fraction on the second", () => {
  expect(uploadExpiry(new Date("2030-01-02T03:04:05.678Z"))).toBe(
    "2030-01-02T03:04:05.678000+00:00",
  );
  expect(uploadExpiry(new Date("2030-01-02T03:04:05Z"))).toBe("2030-01-02T03:04:05+00:00");
});

test("a plain path is taken apart", () => {
  expect(uploadPath("dir/my file.txt")).toEqual(["dir", "my file.txt"]);
  expect(uploadPath("..hidden/…")).toEqual(["..hidden", "…"]);
});

test.each([
  ["", "nothing"],
  ["/etc/passwd", "an absolute path"],
  ["../up.txt", "a way up"],
  ["a/../../up.txt", "a way up in the middle"],
  ["a/..", "a way up at the end"],
  ["./a", "a dot"],
  ["a//b", "an empty segment"],
  ["a/", "a folder"],
  ["a\\b", "a backslash"],
  ["a\0b", "NUL"],
  ["a\nb", "a control character"],
  ["\ud800", "half a character"],
  ["x".repeat(256), "a long segment"],
  ["ä".repeat(128), "a segment long in bytes"],
  ["a/".repeat(600), "a long path"],
])("%j is refused: %s", (name) => {
  expect(uploadPath(name)).toBeUndefined();
});
