import { expect, test } from "@jest/globals";
import { roleProblem, rolesOf } from "./peer-role.ts";

test("roles are read from the alternative names, other names are not looked at", () => {
  const names =
    "DNS:w1.example, URI:urn:flotilla:worker, IP Address:10.0.0.1, URI:urn:flotilla:control";
  expect([...rolesOf(names)]).toEqual(["worker", "control"]);
  expect(roleProblem(names, ["gateway", "worker"])).toBeUndefined();
});

test.each([
  [undefined, "a certificate of nobody instead of gateway"],
  ["URI:urn:flotilla:worker", "a certificate of worker instead of gateway"],
  ['DNS:"a, URI:urn:flotilla:gateway, b"', "a certificate of nobody instead of gateway"],
  ['DNS:"\\", URI:urn:flotilla:gateway, b"', "a certificate of nobody instead of gateway"],
])("%s is no gateway", (names, problem) => {
  // The last ones are how Node shows names with commas and quotes in them.
  expect(roleProblem(names, ["gateway"])).toBe(problem);
});
