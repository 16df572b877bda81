import { expect, test } from "@jest/globals";
import { type ExitFacts, exitReasonOf } from "./exit-reason.ts";

const quiet: ExitFacts = {
  code: 0,
  signal: null,
  oomKilled: false,
  asked: false,
  killedFor: undefined,
  heapFull: false,
};

test.each<[string, Partial<ExitFacts>, string]>([
  ["told to end and ended cleanly", { asked: true }, "ok"],
  ["told to end and ended by a signal", { asked: true, code: null, signal: "SIGKILL" }, "killed"],
  ["left by itself, even with code 0", {}, "crash"],
  ["left by itself with an error", { code: 1 }, "crash"],
  ["killed by the kernel for memory", { code: 137, oomKilled: true }, "oom"],
  ["aborted because its heap was full", { code: 134, heapFull: true }, "oom"],
  ["killed by the memory watch", { signal: "SIGKILL", killedFor: "oom" }, "oom"],
  [
    "killed because it was silent",
    { signal: "SIGKILL", killedFor: "unresponsive" },
    "unresponsive",
  ],
  ["silent while it was to end", { asked: true, killedFor: "killed" }, "killed"],
])("a process %s ends as such", (_claim, facts, reason) => {
  expect(exitReasonOf({ ...quiet, ...facts })).toBe(reason);
});
