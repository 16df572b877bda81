import * as ft from "@flotilla/sdk";

function before(page: ft.Page) {
  page.title = "Before";
  page.session.store.set("made", "before main");
}

function* main(page: ft.Page) {
  const log = ft.Column({ scroll: ft.ScrollMode.ALWAYS, height: 100, autoScroll: true });
  const say = (text: string) => {
    log.controls.push(ft.Text(text));
  };
  const reversed = (text: string) => [...text].reverse().join("");
  const handlers: Record<string, (e: ft.ControlEvent<ft.Button>) => unknown> = {
    work: () => {
      const { store } = page.session;
      store.set("list", [1, 2]);
      store.set("n", Number(store.get("n") ?? 0) + 1);
      const keys = [...store.getKeys()].sort().map((key) => `'${key}'`);
      say(`[${keys.join(", ")}] ${store.containsKey("n") ? "True" : "False"} ${store.get("n")}`);
      store.remove("list");
      say(store.containsKey("list") ? "True" : "False");
    },
    scroll: async () => {
      await log.scrollTo({ offset: -1, duration: 300 });
      say("scrolled");
    },
    insert: (e) => {
      page.insert(0, ft.Text("inserted"));
      page.remove(e.control);
    },
    many: () => {
      for (let n = 0; n < 60; n += 1) say(`line ${n}`);
      log.controls.splice(0, 10);
      const texts = log.controls as ft.Text[];
      for (let n = 0; n < texts.length; n += 7) {
        const text = texts[n];
        if (text) text.value += "*";
      }
      texts.sort((a, b) =>
        reversed(a.value) < reversed(b.value) ? -1 : reversed(a.value) > reversed(b.value) ? 1 : 0,
      );
    },
    cancel: () => page.update(),
    clean: () => {
      page.clean();
      page.add(ft.Text("clean"));
    },
  };

  say(String(page.session.store.get("made")));
  page.add(log, ...Object.entries(handlers).map(([name, onClick]) => ft.Button(name, { onClick })));
  yield;
  say("after the first yield");
  yield;
  page.title = "After";
}

ft.run(main, { beforeMain: before });
