import { expect, test } from "@jest/globals";
import { type Component, ComponentGroup } from "./component.ts";

test("members start and drain in order and stop in reverse, once", async () => {
  const journal: string[] = [];
  const group = new ComponentGroup("all", [member("a", journal), member("b", journal)]);
  await group.start();
  await group.drain();
  await Promise.all([group.stop(), group.stop()]);
  expect(journal).toEqual(["start a", "start b", "drain a", "drain b", "stop b", "stop a"]);
});

test("a member that fails to start has those before it stopped, not those after it", async () => {
  const journal: string[] = [];
  const group = new ComponentGroup("all", [
    member("a", journal),
    member("b", journal, "start"),
    member("c", journal),
  ]);
  await expect(group.start()).rejects.toThrow("start b");
  expect(journal).toEqual(["start a", "start b", "stop a"]);
});

test("a member that fails to stop does not keep the others open", async () => {
  const journal: string[] = [];
  const group = new ComponentGroup("all", [member("a", journal), member("b", journal, "stop")]);
  await group.start();
  await expect(group.stop()).rejects.toThrow("all: stop failed");
  expect(journal).toEqual(["start a", "start b", "stop b", "stop a"]);
});

function member(name: string, journal: string[], failsAt?: string): Component {
  const step = (what: string) => async (): Promise<void> => {
    journal.push(`${what} ${name}`);
    if (what === failsAt) throw new Error(`${what} ${name}`);
  };
  const stop = step("stop");
  return { name, start: step("start"), drain: step("drain"), stop, [Symbol.asyncDispose]: stop };
}
