import { setTimeout as delay } from "node:timers/promises";
import * as ft from "@flotilla/sdk";

async function main(page: ft.Page) {
  const state = ft.Text("idle");
  const bar = ft.ProgressBar({ value: 0, width: 200 });
  const log = ft.Row({ wrap: true });

  page.add(
    ft.Button("steps", {
      *onClick() {
        for (let n = 1; n < 4; n += 1) {
          state.value = `sync ${n}`;
          bar.value = n / 4;
          yield;
        }
        state.value = "sync done";
      },
    }),
    ft.Button("later", {
      async *onClick() {
        for (let n = 1; n < 4; n += 1) {
          await delay(10);
          log.controls.push(ft.Text(`async ${n}`));
          yield;
        }
        state.value = "async done";
      },
    }),
    ft.Button("silent", {
      onClick: () => {
        state.value = "only this one";
        log.controls.push(ft.Text("not yet sent"));
        state.update();
      },
    }),
    ft.Button("task", {
      onClick: () =>
        page.runTask(async () => {
          await delay(10);
          state.value = "task done";
          page.update();
        }),
    }),
    state,
    bar,
    log,
  );
  await delay(10);
  page.add(ft.Text("main went on"));
}

ft.run(main);
