import { expect, test } from "@jest/globals";
import { matchesHost } from "./egress-hosts.ts";

test.each([
  ["api.example.com", "api.example.com", true],
  ["API.example.com", "api.example.com", true],
  ["*.example.com", "a.b.example.com", true],
  ["*.example.com", "example.com", false],
  ["*.example.com", "badexample.com", false],
  ["example.com", "a.example.com", false],
])("the pattern %s and the host %s: %s", (pattern, host, fits) => {
  expect(matchesHost(pattern, host)).toBe(fits);
});
