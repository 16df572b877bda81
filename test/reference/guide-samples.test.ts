import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as ft from "@flotilla/sdk";
import * as jsx from "@flotilla/sdk/jsx-runtime";
import { type AppDefinition, type RuntimePort, runtimeKey } from "@flotilla/sdk/runtime";
import { expect, test } from "@jest/globals";
import { transform } from "esbuild";
import { TestClient } from "../../packages/sdk/src/session/testing/test-client.ts";

const root = join(import.meta.dirname, "../..");
const guide = await readFile(join(root, "docs/guides/sessions.md"), "utf8");
const samples = [...guide.matchAll(/```(tsx?)\n(.*?)```/gs)].map(
  ([, loader = "", code = ""]): [string, string] => [loader, code],
);

/** What a sample gives to `ft.run`. */
async function definitionOf(loader: string, source: string): Promise<AppDefinition> {
  const { code } = await transform(source, {
    loader: loader as "ts" | "tsx",
    format: "cjs",
    jsx: "automatic",
    jsxImportSource: "@flotilla/sdk",
  });
  const found: AppDefinition[] = [];
  const runtime: RuntimePort = { register: (definition) => void found.push(definition) };
  Reflect.set(globalThis, runtimeKey, runtime);
  const modules: Record<string, unknown> = {
    "@flotilla/sdk": ft,
    "@flotilla/sdk/jsx-runtime": jsx,
  };
  new Function("require", "module", code)((name: string) => modules[name], {});
  const [definition] = found;
  if (definition === undefined) throw new Error("it does not call ft.run");
  return definition;
}

/** Opens an app, clicks its button, and opens it again with what was kept. */
async function clickAndRestore({ main }: AppDefinition): Promise<[TestClient, TestClient]> {
  const first = new TestClient(main, { durability: "async" });
  const type = (id: number) => first.update(id, { value: "an oar" });
  await first.open();
  for (let id = 3; id < 60; id++) {
    const control = first.session.find(id);
    if (control instanceof ft.TextField) type(id);
    if (control instanceof ft.Button) first.event(id, "click");
  }
  await new Promise((resolve) => setImmediate(resolve));
  first.keep();
  const second = new TestClient(main, { durability: "async", restore: first.restore });
  return [first, await second.open()];
}

/** The client's views without what differs from run to run: ids, and texts that the client has typed. */
function drawn(client: TestClient): unknown {
  return JSON.parse(
    JSON.stringify(client.page.views, (name, value: unknown) =>
      name === "_i" || (name === "value" && value === "") ? undefined : value,
    ),
  );
}

test("the guide has its samples", () => {
  expect(samples).toHaveLength(4);
});

test.each(samples.map(([loader, code], i) => [i + 1, loader, code] as const))(
  "sample %i of the sessions guide goes on where it was",
  async (_, loader, code) => {
    const [first, second] = await clickAndRestore(await definitionOf(loader, code));
    expect([first.crashes, second.crashes, first.logs, second.logs]).toEqual([[], [], [], []]);
    expect(drawn(second)).toEqual(drawn(first));
    const keys = (client: TestClient) => client.session.page.session.store.getKeys();
    expect(keys(second)).toEqual(keys(first));
  },
);

test("the messages that the guide explains are those that are told", async () => {
  const { main } = await definitionOf("ts", samples[0]?.[1] ?? "");
  const client = await new TestClient(main, { durability: "async" }).open();
  const { store } = client.session.page.session;
  const bad: unknown = { items: [0, 1, 2, { onClick: () => {} }] };
  expect(() => store.set("cart", bad)).toThrow(
    expect.objectContaining({
      code: "STATE_NOT_CLONABLE",
      message: expect.stringContaining("cart.items[3].onClick: a function cannot be kept"),
    }),
  );
  Object.assign(store.get<object>("cart") ?? {}, { bad: () => {} });
  client.event(1, "connect");
  client.session.page.update();
  client.keep();
  expect(client.logs[0]).toMatch(/^page\.session\.store "cart" is not kept with the session: /);
});
