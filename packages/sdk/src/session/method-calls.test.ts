import { Action } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { Text } from "../generated/core.ts";
import { MethodCalls } from "./method-calls.ts";

function callsWith(send: (action: number, body: object) => void) {
  const calls = new MethodCalls(send);
  const call = (timeoutMs?: number) => calls.call(Text("x"), "focus", { a: 1 }, timeoutMs);
  return { calls, call };
}

test("an answer finds its call, and a second one nobody", async () => {
  const sent: { call_id: string }[] = [];
  const { calls, call } = callsWith((_, body) => sent.push(body as { call_id: string }));
  const [one, two] = [call(), call()];
  const reply = (n: number, result: unknown, error: string | null) =>
    calls.answer({ control_id: 1, call_id: sent[n]?.call_id ?? "", result, error });
  reply(1, null, "no such method");
  reply(0, 7, null);
  reply(0, 8, null);
  expect(await one).toBe(7);
  await expect(two).rejects.toThrow("no such method");
  expect(calls.count).toBe(0);
});

test("a call that cannot be sent fails and is not waited for", async () => {
  const { calls, call } = callsWith((action) => {
    throw new Error(`cannot send ${action}`);
  });
  await expect(call(60_000)).rejects.toThrow(`cannot send ${Action.invoke}`);
  expect(calls.count).toBe(0);
});
