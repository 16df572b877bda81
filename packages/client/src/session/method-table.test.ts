import { expect, test } from "@jest/globals";
import { MethodTable } from "./method-table.ts";

const text = { _c: "Text", _i: 9 };
const table = () => new MethodTable((id) => (id === 9 ? text : undefined));
const request = { control_id: 9, call_id: "c", name: "foo" };

test("a call waits until its control is mounted", async () => {
  const methods = table();
  const answer = methods.answer(request);
  methods.add(9, { foo: () => "here" });
  expect(await answer).toEqual({ control_id: 9, call_id: "c", result: "here", error: null });
});

test("a control that never takes calls is answered with the text of Flet's client", async () => {
  const answer = await table().answer({ ...request, timeout: 0.02 });
  expect(answer.error).toBe(
    "TimeoutException after 0:00:00.020000: Timeout waiting for invoke method listener for Text(9).foo",
  );
});

test("methods are taken back", async () => {
  const methods = table();
  const undo = methods.add(9, { foo: () => 1 });
  undo();
  expect(methods.run(9, "foo", {})).toBeUndefined();
});

test("a service that a browser does not have refuses at once", async () => {
  const methods = table();
  methods.refuse(9, "not available");
  expect((await methods.answer(request)).error).toBe("not available");
});
