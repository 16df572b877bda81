import { expect, test } from "@jest/globals";
import { loggableError } from "./loggable-error.ts";
import { createLogger } from "./logger.ts";

test("fields that a library adds to its errors are not logged, nor those of their causes", () => {
  const lines: string[] = [];
  const logger = createLogger({ name: "test", stream: { write: (line) => lines.push(line) } });
  const inner = Object.assign(new Error("ERR wrong type"), {
    command: { name: "set", args: ["key", "what a session keeps"] },
  });
  const err = Object.assign(new Error("store failed", { cause: inner }), {
    body: "a form",
    code: "X",
  });
  logger.error({ err }, "odd");
  expect(lines.join("")).not.toMatch(/what a session keeps|a form/);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    err: {
      type: "Error",
      code: "X",
      message: "store failed",
      stack: expect.stringContaining("caused by: Error: ERR wrong type"),
    },
  });
});

test("what was thrown and is no error is shown as text, and cut", () => {
  expect(loggableError("gone")).toEqual({ type: "string", message: "gone" });
  expect(loggableError("x".repeat(5_000)).message.length).toBeLessThan(1_100);
});

test("causes that lead to themselves come to an end", () => {
  const error = new Error("round");
  error.cause = error;
  expect(loggableError(error).stack?.length).toBeLessThan(10_000);
});
