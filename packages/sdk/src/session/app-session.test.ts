import { decode, encodeMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { Control, defineControl } from "../core/base-control.ts";
import { PubSubHub } from "../pubsub/pubsub-hub.ts";
import type { AppDefinition } from "../run.ts";
import { AppSession } from "./app-session.ts";
import { IdCounter } from "./id-counter.ts";

class Text extends Control {
  declare value: string;
}
defineControl(Text, {
  type: "Text",
  positional: ["value"],
  properties: [{ name: "value", wire: "value", kind: "scalar", default: "" }],
  events: [],
});
class Button extends Control {}
defineControl(Button, {
  type: "Button",
  positional: ["content"],
  properties: [{ name: "content", wire: "content", kind: "control" }],
  events: [{ field: "onClick", name: "click" }],
});

async function open(app: AppDefinition) {
  const sent: [number, Record<string, unknown>][] = [];
  const crashes: unknown[] = [];
  const session = new AppSession({
    id: "s".repeat(22),
    app,
    hub: new PubSubHub(),
    ids: new IdCounter(),
    hooks: { publish() {}, log() {}, crashed: (error) => crashes.push(error) },
  });
  await session.open(
    { route: "/", web: true },
    { ip: "203.0.113.7", userAgent: "test", pageUrl: "ws://host/app", pageName: "app" },
    { send: (packet) => sent.push(decode(packet, { keys: "any" }, 1) as never), end() {} },
  );
  return { session, sent, crashes };
}

test("a click changes a text: one patch from the page down, after the handler", async () => {
  const { session, sent, crashes } = await open({
    main(page) {
      const value = new Text("0");
      page.add(
        value,
        new Button("+", {
          onClick: () => {
            value.value = String(Number(value.value) + 1);
          },
        }),
      );
    },
    options: {},
  });
  expect(crashes).toEqual([]);
  expect(sent.map(([action]) => action)).toEqual([1, 2]);
  const page = session.page.views[0]?.controls[1];
  const button = page?.controlId;
  session.receive(encodeMessage(3, { target: button, name: "click", data: null }));
  const path = [0, { views: [1, new Map([[0, [2, { controls: [3, new Map([[0, [4]]])] }]]])] }];
  expect(sent[2]).toEqual([2, { id: 1, patch: [path, [0, 4, "value", "1"]] }]);
});
