import { expect, test } from "@jest/globals";
import { isName, isReservedSegment, isReservedTeam } from "./names.ts";
import { isSessionId } from "./session-id.ts";

test("[NAM1] names are lower-case letters and digits with single hyphens inside", () => {
  for (const name of ["a", "7", "my-app", "a1-b2-c3", "x".repeat(40)])
    expect(isName(name)).toBe(true);
  const refused = ["", "-a", "a-", "a--b", "A", "a_b", "a.b", "a b", "ä", "a/b", "..", "a\n"];
  for (const name of [...refused, "x".repeat(41)]) expect(isName(name)).toBe(false);
});

test("[NAM2] names of the host's own addresses are reserved", () => {
  for (const name of ["api", "assets", "console", "healthz"])
    expect(isReservedTeam(name)).toBe(true);
  for (const name of ["ws", "upload", "socket.io", "oauth_callback"])
    expect(isReservedSegment(name)).toBe(true);
  expect(isReservedTeam("local") || isReservedSegment("store")).toBe(false);
});

test("[NAM3] session ids are at least 16 URL-safe characters", () => {
  expect(isSessionId("NzMLfZWFY9C9VguA")).toBe(true);
  expect(isSessionId("AbC_-0123456789abcdefg")).toBe(true);
  for (const value of [
    "short",
    "x".repeat(65),
    "has space 1234567",
    `${"x".repeat(16)}\n`,
    null,
    5,
  ])
    expect(isSessionId(value)).toBe(false);
});
