import { expect, test } from "@jest/globals";
import { createLogger, hashSessionId } from "./logger.ts";

test("secrets are redacted on the first three levels", () => {
  const [line] = logged((logger) =>
    logger.info(
      { token: "t1", a: { cookie: "t2", b: { authorization: "t3" } }, req: { "set-cookie": "t4" } },
      "x",
    ),
  );
  expect(line).not.toMatch(/t[1-4]"/);
  expect(line).toContain("[redacted]");
});

test("one call is one line, whatever a text holds", () => {
  const lines = logged((logger) => logger.warn({ path: 'a\nb\u001b[31m","level":60' }, "odd"));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: 40,
    path: 'a\nb\u001b[31m","level":60',
  });
  expect(lines[0]).not.toContain("\u001b");
});

test("a long text is cut and tells how long it was", () => {
  const [line] = logged((logger) => logger.info({ text: "x".repeat(10_000_000), n: 1 }, "long"));
  expect(line?.length).toBeLessThan(5_000);
  expect(line).toContain("10000000 characters");
});

test("a session id is logged as a short hash", () => {
  expect(hashSessionId("a".repeat(22))).toMatch(/^[A-Za-z0-9_-]{12}$/);
  expect(hashSessionId("a".repeat(22))).not.toBe(hashSessionId("b".repeat(22)));
});

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = [];
  write(createLogger({ name: "test", stream: { write: (line) => lines.push(line) } }));
  return lines;
}
