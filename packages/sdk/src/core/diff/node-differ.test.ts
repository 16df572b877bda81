import { expect, test } from "@jest/globals";
import * as ft from "../../index.ts";
import { TestClient } from "../../session/testing/test-client.ts";
import { BaseControl, defineControl, sessionOf } from "../base-control.ts";
import { nodeKey } from "../tree-node.ts";
import { continuesKey } from "./rebuild.ts";

/** Stands for a rendered component: its body is compared with the body before. */
class Rendered extends BaseControl {
  declare body: unknown;
  readonly make: () => unknown;

  constructor(make: () => unknown) {
    super();
    this.make = make;
    this.body = make();
  }

  render(): void {
    const before = this.body;
    const after = this.make();
    this[nodeKey].values.body = after;
    sessionOf(this).updateRendered(this, "_b", before, after);
  }

  [continuesKey](before: Rendered): boolean {
    return this.make === before.make;
  }
}
defineControl(Rendered, {
  type: "C",
  properties: [
    { name: "body", wire: "_b", kind: "control", structural: true, factory: () => null },
  ],
  events: [],
});

async function show(make: () => unknown) {
  const component = new Rendered(make);
  const button = ft.Button("again", { onClick: () => component.render() });
  const client = await new TestClient((page) => page.add(component, button)).open();
  client.take();
  return {
    client,
    component,
    again() {
      client.event(button.controlId, "click");
      return client.take().map(([, body]) => body);
    },
  };
}

test("a new rendering sends what differs, under the component's id, and keeps the ids", async () => {
  let n = 0;
  const { component, again, client } = await show(() =>
    ft.Column([ft.Text(`n=${n}`), ft.Button("+", { onClick: () => {} })]),
  );
  const column = () => component.body as ft.Column;
  const before = column().controls.map((control) => control.controlId);
  n = 1;
  const path = [0, { _b: [1, { controls: [2, new Map([[0, [3]]])] }] }];
  expect(again()).toEqual([{ id: component.controlId, patch: [path, [0, 3, "value", "n=1"]] }]);
  expect(column().controls.map((control) => control.controlId)).toEqual(before);
  expect(client.session.page.getControl(before[0] ?? 0)).toBe(column().controls[0]);
});

test("an equal rendering sends nothing, and its handlers are the new ones", async () => {
  const calls: number[] = [];
  let n = 0;
  const { component, again, client } = await show(() => {
    const render = n++;
    return ft.Column([ft.Button("x", { onClick: () => calls.push(render) })]);
  });
  expect(again()).toEqual([]);
  const [button] = (component.body as ft.Column).controls;
  client.event(button?.controlId ?? 0, "click");
  expect(calls).toEqual([1]);
});

test("another type or key is a new control, keyed items are moved", async () => {
  let order = ["a", "b", "c"];
  let isText = true;
  const { component, again } = await show(() =>
    ft.Column([
      ...order.map((key) => ft.Text(key, { key })),
      isText ? ft.Text("last") : ft.Button("last"),
    ]),
  );
  const ids = () => (component.body as ft.Column).controls.map((control) => control.controlId);
  const [a, b, c, last] = ids();
  order = ["c", "a", "b"];
  isText = false;
  const [body] = again();
  expect(body?.patch).toEqual([
    [0, { _b: [1, { controls: [2] }] }],
    [3, 2, 2, 2, 0],
    [0, 2, 3, expect.objectContaining({ _c: "Button" })],
  ]);
  expect(ids().slice(0, 3)).toEqual([c, a, b]);
  expect(ids()[3]).not.toBe(last);
});

test("a single child of another key is replaced and mounted anew", async () => {
  const mounts: string[] = [];
  class Child extends ft.Text {
    override didMount(): void {
      mounts.push(`+${this.key}`);
    }
    override willUnmount(): void {
      mounts.push(`-${this.key}`);
    }
  }
  let key = "one";
  const { again } = await show(() => ft.Container(new Child("x", { key })));
  key = "two";
  expect(again()).toHaveLength(1);
  expect(mounts).toEqual(["+one", "-one", "+two"]);
});

test("an object that both renderings hold stays, and its changes are sent", async () => {
  const style = ft.TextStyle({ size: 1 });
  const kept = ft.Text("kept", { style });
  const { component, again } = await show(() => ft.Column([kept]));
  kept.value = "changed";
  style.size = 2;
  expect(again()[0]?.patch).toEqual([
    [0, { _b: [1, { controls: [2, new Map([[0, [3, { style: [4] }]]])] }] }],
    [0, 3, "value", "changed"],
    [0, 4, "size", 2],
  ]);
  expect(kept.parent).toBe(component.body);
  kept.value = "again";
  expect(again()).toHaveLength(1);
});
