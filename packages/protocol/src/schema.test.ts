import { expect, test } from "@jest/globals";
import { appName, problem, sessionId, teamName } from "./schema.ts";

test("[NAM1] the schemas accept what the predicates accept", () => {
  expect(appName.parse("my-app")).toBe("my-app");
  expect(appName.safeParse("My App").success).toBe(false);
  expect(appName.safeParse("api").success).toBe(true);
  expect(teamName.safeParse("api").success).toBe(false);
  expect(sessionId.safeParse("x".repeat(22)).success).toBe(true);
  expect(sessionId.safeParse("x").success).toBe(false);
});

test("[ERR1] a problem has one of the codes of the table", () => {
  const answer = { type: "about:blank", title: "No such app", status: 404, code: "APP_UNKNOWN" };
  expect(problem.parse(answer)).toEqual(answer);
  expect(problem.safeParse({ ...answer, code: "OTHER" }).success).toBe(false);
});
