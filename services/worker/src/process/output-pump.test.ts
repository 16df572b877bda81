import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { type OutputLine, OutputPump } from "./output-pump.ts";

function open(limits: { bytesPerSecond: number; lineBytes: number }) {
  const lines: OutputLine[] = [];
  const dropped: number[] = [];
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const pump = new OutputPump(
    limits,
    (batch) => lines.push(...batch),
    (bytes) => dropped.push(bytes),
  );
  pump.start({ stdout, stderr });
  return { lines, dropped, stdout, stderr, pump, [Symbol.dispose]: () => pump.stop() };
}

const usual = { bytesPerSecond: 1_000, lineBytes: 100 };

test("lines arrive whole, whatever the chunks were", async () => {
  using opened = open(usual);
  opened.stdout.write("one\ntw");
  opened.stderr.write("warn\r\n");
  opened.stdout.write("o\nno end");
  await sleep(5);
  opened.pump.stop();
  expect(opened.lines).toEqual([
    { stream: "stdout", text: "one" },
    { stream: "stderr", text: "warn" },
    { stream: "stdout", text: "two" },
    { stream: "stdout", text: "no end" },
  ]);
});

test("an overlong line is cut and says by how much", async () => {
  using opened = open(usual);
  opened.stdout.write(`${"x".repeat(250)}\nnext\n`);
  await sleep(5);
  opened.pump.stop();
  expect(opened.lines.map((line) => line.text)).toEqual([
    `${"x".repeat(100)}… (150 more bytes)`,
    "next",
  ]);
});

test("a flood is kept up to the limit, the rest is counted", async () => {
  using opened = open(usual);
  for (let line = 0; line < 500; line += 1) opened.stdout.write("123456789\n");
  await sleep(20);
  opened.pump.stop();
  const kept = opened.lines.filter((line) => line.stream === "stdout").length;
  expect(kept).toBe(100);
  expect(opened.dropped.reduce((sum, bytes) => sum + bytes, 0)).toBe(4_000);
  expect(opened.lines.at(-1)).toMatchObject({
    stream: "system",
    text: expect.stringContaining("4000 bytes were dropped"),
  });
});

test("a pipe that brings more than a turn's share waits for the next turn", async () => {
  using opened = open(usual);
  opened.stdout.write(Buffer.alloc(3 * 2 ** 20, "y"));
  await sleep(1);
  expect(opened.stdout.isPaused()).toBe(true);
  await sleep(150);
  expect(opened.stdout.isPaused()).toBe(false);
});
