import * as ft from "@flotilla/sdk";

/** Connect, disconnect and close, as the app hears them; the list is there again after a reload. */
function main(page: ft.Page) {
  page.title = "Lifecycle";
  const events = ft.Column([ft.Text("main")], { key: "events" });

  const note = (line: string) => {
    events.controls.push(ft.Text(line));
    console.log(line);
  };

  page.onConnect = () => note("connect");
  page.onDisconnect = (e) => note(`disconnect: ${String(e.data)}`);
  page.onClose = (e) => note(`close: ${String(e.data)}`);
  page.add(ft.Text("Reload this page, or cut its connection: the session stays."), events);
}

ft.run(main);
