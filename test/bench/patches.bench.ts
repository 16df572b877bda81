// What one changed text costs among 10,000 controls, beside the same among 1,000; only the ratios mean something.
import { encodeMessage } from "../../packages/protocol/src/index.ts";
import * as ft from "../../packages/sdk/src/index.ts";
import { AppSession, IdCounter, PubSubHub } from "../../packages/sdk/src/runtime.ts";
import { compare, printTable } from "./paired-rounds.ts";

const client = { ip: "", userAgent: "bench", pageUrl: "ws://bench/app", pageName: "app" };

async function open(count: number) {
  const texts = Array.from({ length: count }, (_, i) => ft.Text(`row ${i}`));
  const text = texts[count >> 1] ?? ft.Text();
  let turn = 0;
  const change = () => {
    text.value = String(turn++ & 1);
  };
  const button = ft.Button("x", { onClick: change });
  const session = new AppSession({
    id: "b".repeat(22),
    app: { main: (page) => page.add(ft.Column(texts), button), options: {} },
    hub: new PubSubHub(),
    ids: new IdCounter(),
    hooks: { publish() {}, log() {}, crashed() {} },
  });
  await session.open({ route: "/" }, client, { send() {}, end() {} });
  const click = encodeMessage(3, { target: button.controlId, name: "click", data: null });
  return {
    update() {
      change();
      text.update();
    },
    updatePage() {
      change();
      session.page.update();
    },
    click: () => session.receive(click),
  };
}

const [few, many] = [await open(1_000), await open(10_000)];
printTable([
  compare("text.update()", many.update, few.update),
  compare("page.update()", many.updatePage, few.updatePage),
  compare("click with automatic update", many.click, few.click),
]);
