import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { texts, turn } from "./testing/app-session-texts.ts";
import { TestClient } from "./testing/test-client.ts";

test("a click changes a text: one patch from the page down, after the handler", async () => {
  const value = ft.Text("0");
  const more = ft.Button("+", {
    onClick: () => {
      value.value = String(Number(value.value) + 1);
    },
  });
  const client = await new TestClient((page) => page.add(value, more)).open();
  expect(client.take().map(([action]) => action)).toEqual([1, 2]);
  client.event(more.controlId, "click");
  const path = [0, { views: [1, new Map([[0, [2, { controls: [3, new Map([[0, [4]]])] }]]])] }];
  expect(client.take()).toEqual([[2, { id: 1, patch: [path, [0, 4, "value", "1"]] }]]);
});

test("what a handler sends itself is not sent again", async () => {
  const a = ft.Text("a");
  const button = ft.Button("x", {
    onClick: () => {
      a.value = "b";
      a.update();
      a.value = "c";
    },
  });
  const client = await new TestClient((page) => page.add(a, button)).open();
  client.take();
  client.event(button.controlId, "click");
  expect(client.take()).toEqual([[2, { id: a.controlId, patch: [[0], [0, 0, "value", "b"]] }]]);
});

test("a value object in two controls changes both", async () => {
  const style = ft.TextStyle({ size: 10 });
  const [a, b] = [ft.Text("a", { style }), ft.Text("b", { style })];
  const client = await new TestClient((page) => {
    page.add(a, b);
    style.size = 20;
    page.update();
  }).open();
  const [view] = client.page.views as { controls: { style: unknown }[] }[];
  expect(view?.controls.map((text) => text.style)).toEqual([{ size: 20 }, { size: 20 }]);
});

test("an author's beforeUpdate runs before every update that includes the control", async () => {
  let now = 1;
  class Clock extends ft.Text {
    override beforeUpdate(): void {
      this.value = `at ${now}`;
    }
  }
  const client = await new TestClient((page) => {
    page.add(new Clock());
    now = 2;
    page.update();
  }).open();
  expect(texts(client)).toEqual(["at 2"]);
});

test("an event that breaks its declared form crashes the session, which goes on", async () => {
  const log = ft.Text("");
  const client = await new TestClient((page) => {
    page.onAppLifecycleStateChange = (e) => {
      log.value = e.state;
    };
    page.add(log);
  }).open();
  client.take();
  client.event(1, "app_lifecycle_state_change", { state: "nonsense" });
  expect(client.take().map(([action]) => action)).toEqual([6]);
  client.event(1, "app_lifecycle_state_change", { state: "pause" });
  expect(texts(client)).toEqual(["pause"]);
});

test.each([
  ["an error", new RangeError("boom\nand its details"), "boom"],
  ["an error without words", new RangeError(), "RangeError"],
  ["a text", "boom", "boom"],
  ["an object that has no text", Object.create(null), "The app failed"],
])(
  "[SDK7] of %s the client is told a short text, the host all of it",
  async (_what, thrown, text) => {
    const client = await new TestClient(() => {
      throw thrown;
    }).open();
    expect(client.take().slice(1)).toEqual([[6, { message: text }]]);
    expect(client.crashes).toEqual([thrown]);
    const early = await new TestClient(() => {}, {
      options: {
        beforeMain() {
          throw thrown;
        },
      },
    }).open();
    expect(early.take().map(([, body]) => body.error ?? body.message)).toEqual([text, text]);
    expect(early.crashes).toEqual([thrown]);
  },
);

test("the rejection of an async handler is the session's", async () => {
  const button = ft.Button("x", {
    onClick: async () => {
      await turn();
      throw new Error("late");
    },
  });
  const client = await new TestClient((page) => page.add(button)).open();
  client.take();
  client.event(button.controlId, "click");
  expect(client.session.isIdle).toBe(false);
  await turn();
  await turn();
  expect(client.take().map(([action]) => action)).toEqual([6]);
  expect(client.session.isIdle).toBe(true);
});
