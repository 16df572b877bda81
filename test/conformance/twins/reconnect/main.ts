import { setTimeout as sleep } from "node:timers/promises";
import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const log = ft.Column();
  const field = ft.TextField({ label: "Draft" });
  const clock = ft.Text("0");
  const text = ft.Text("boxed");
  const box = ft.Container(text, { bgcolor: ft.Colors.RED, key: "box" });
  const dialog = ft.AlertDialog({
    title: "Still here",
    actions: [ft.TextButton("Close", { onClick: () => page.popDialog() })],
  });
  const say = (line: string) => {
    log.controls.push(ft.Text(line));
  };

  page.onConnect = () => say(`connect ${page.route}`);
  page.onDisconnect = () => say("disconnect");
  page.onRouteChange = (e) => say(`route ${e.route}`);

  const away = async () => {
    for (let n = 0; n < 3; n += 1) {
      await sleep(20);
      clock.value = String(Number(clock.value) + 1);
      clock.update();
    }
  };
  page.add(
    field,
    clock,
    box,
    ft.Button("change", {
      onClick: () => {
        box.bgcolor = ft.Colors.BLUE;
        text.value = "changed";
        box.borderRadius = 4;
        log.controls.unshift(ft.Text("first"));
        page.showDialog(dialog);
        void page.runTask(away);
      },
    }),
    ft.Button("keep", { onClick: () => say(`draft ${field.value}`) }),
    log,
  );
}

ft.run(main);
