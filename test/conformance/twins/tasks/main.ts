import { setTimeout as sleep } from "node:timers/promises";
import * as ft from "@flotilla/sdk";

async function sumUp(...numbers: number[]) {
  await sleep(10);
  return numbers.reduce((a, b) => a + b, 0);
}

function main(page: ft.Page) {
  const status = ft.Text("ready");
  const rows = ft.Column();
  const gauge = ft.ProgressBar({ value: 0 });

  const count = async (upTo: number, name: string) => {
    for (let n = 0; n < upTo; n += 1) {
      await sleep(10);
      rows.controls.push(ft.Text(`${name} ${n}`));
      gauge.value = (n + 1) / upTo;
      page.update();
    }
    return upTo;
  };

  const handlers: Record<string, () => unknown> = {
    start: () => {
      void page.runTask(count, 3, "row");
      status.value = "started";
    },
    awaited: async () => {
      status.value = `sum ${await page.runTask(sumUp, 1, 2, 3)}`;
    },
    partly: async () => {
      status.value = "first";
      rows.controls.push(ft.Text("hidden so far"));
      status.update();
      await sleep(30);
      gauge.value = 0.5;
    },
    both: async () => {
      status.value = "a";
      gauge.value = 0.25;
      page.update(status, gauge);
      status.value = "b";
      page.update();
      await sleep(20);
      status.value = "c";
      rows.controls.length = 0;
      page.update(rows);
    },
    looking: () => {
      const found = page.getControl(status.controlId);
      const python = (is: boolean) => (is ? "True" : "False");
      ft.context.page.title = `${python(found === status)} ${python(page.getControl(999999) === null)}`;
    },
    looking_later: async () => {
      await sleep(10);
      ft.context.page.title = "later";
    },
    quiet: () => {
      ft.context.disableAutoUpdate();
      status.value = "unseen";
    },
    loud: () => {
      ft.context.enableAutoUpdate();
      gauge.value = 1;
    },
    gathered: async () => {
      const done = await Promise.all([count(2, "left"), count(2, "right")]);
      status.value = `gathered [${done.join(", ")}]`;
    },
  };

  const buttons = Object.entries(handlers).map(([name, onClick]) =>
    ft.OutlinedButton(name, { onClick }),
  );
  page.add(ft.Row(buttons, { wrap: true }), status, gauge, rows);
  void page.runTask(async () => {
    for (let n = 0; n < 3; n += 1) {
      await sleep(10);
      status.value = `tick ${n}`;
      status.update();
    }
  });
}

ft.run(main);
