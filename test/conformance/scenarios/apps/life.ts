import * as ft from "@flotilla/sdk";
import type { Scenario } from "../scenario.ts";

class Bad extends ft.Column {
  override didMount(): void {
    throw new Error("mount failed");
  }
}

class Leaving extends ft.Row {
  override willUnmount(): void {
    const log = this.data as ft.Text;
    log.value = "bye";
    log.update();
  }
}

/** Updates itself only. */
class Island extends ft.Row {
  readonly inner = ft.Text("0");

  constructor() {
    super();
    this.controls = [this.inner];
  }

  override isIsolated(): boolean {
    return true;
  }
}

/** Sessions, crashes, mount hooks, messages between sessions. */
export const life: readonly Scenario[] = [
  {
    name: "session_reconnect",
    main(page) {
      const log = ft.Text("start");
      page.onConnect = () => {
        log.value += " connect";
      };
      page.onDisconnect = () => {
        log.value += " disconnect";
        page.runTask(async () => {
          log.value += " offline";
          page.update();
        });
      };
      page.add(log);
    },
  },
  {
    name: "session_reconnect_new_route",
    main(page) {
      const log = ft.Text("");
      page.onRouteChange = (e) => {
        log.value += ` route:${e.route}`;
      };
      page.onConnect = () => {
        log.value += " connect";
      };
      page.add(log);
    },
  },
  {
    name: "session_id_in_use",
    main(page) {
      page.add(ft.Text(`session with ${page.views.length} view`));
    },
  },
  {
    name: "session_close",
    main(page) {
      page.onClose = () => page.session.store.set("closed", true);
      page.add(ft.Text("x"));
    },
  },
  {
    name: "crash_in_before_main",
    main(page) {
      page.add(ft.Text("never"));
    },
    options: {
      beforeMain() {
        throw new Error("not allowed");
      },
    },
  },
  {
    name: "crash_in_main",
    main(page) {
      page.add(ft.Text("before"));
      throw new Error("boom");
    },
  },
  {
    name: "crash_in_handler",
    main(page) {
      const text = ft.Text("ok");
      page.add(
        text,
        ft.Button("bad", {
          onClick: () => {
            text.value = "changed before the error";
            throw new Error("handler failed");
          },
        }),
        ft.Button("good", { onClick: () => {} }),
      );
    },
  },
  {
    name: "crash_in_did_mount",
    main(page) {
      const log = ft.Text("");
      page.add(
        new Bad(),
        log,
        ft.Button("ok", {
          onClick: () => {
            log.value = "clicked";
          },
        }),
      );
    },
  },
  {
    name: "unmount_order",
    main(page) {
      const log = ft.Text("");
      page.add(log, new Leaving([ft.Text("x")], { data: log }));
      page.controls.pop();
      page.update();
    },
  },
  {
    name: "isolated_control",
    main(page) {
      const island = new Island();
      const text = ft.Text("plain");
      page.add(island, text);
      island.inner.value = "1";
      text.value = "plain 2";
      page.update();
      island.update();
    },
  },
  {
    name: "pubsub_two_sessions",
    main(page) {
      const log = ft.Text("-");
      page.pubsub.subscribe(async (message: string) => {
        log.value = message;
        log.update();
      });
      page.add(log, ft.Button("send", { onClick: () => page.pubsub.sendAll("hi") }));
    },
  },
];
