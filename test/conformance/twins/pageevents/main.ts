import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const out = ft.Text("");
  page.title = "Events";
  page.fonts = { Kanit: "fonts/kanit.ttf" };
  page.theme = ft.Theme({ fontFamily: "Kanit", visualDensity: ft.VisualDensity.COMPACT });
  page.window.width = 500;
  page.window.titleBarHidden = true;
  const say = (text: string) => {
    out.value = text;
  };
  const python = (value: boolean) => (value ? "True" : "False");

  page.onResize = (e) =>
    say(`resize ${Math.trunc(e.width)}x${Math.trunc(e.height)} ${Math.trunc(page.width ?? 0)}`);
  page.onKeyboardEvent = (e) =>
    say(`key ${e.key} ${[e.shift, e.ctrl, e.alt, e.meta].map(python).join(" ")}`);
  page.onMediaChange = () => say(`media ${page.media.orientation}`);
  page.onPlatformBrightnessChange = (e) => say(`brightness ${e.data} ${page.platformBrightness}`);
  page.onAppLifecycleStateChange = (e) => say(`state ${e.state}`);
  page.onError = (e) => say(`error ${e.data}`);
  page.onRouteChange = (e) => say(`route ${e.route}`);

  const ball = ft.GestureDetector({
    content: ft.Container({ width: 20, height: 20, bgcolor: ft.Colors.RED }),
    left: 0,
    top: 0,
    onPanUpdate: (e) => {
      ball.left = (ball.left ?? 0) + (e.localDelta?.x ?? 0);
      ball.top = (ball.top ?? 0) + (e.localDelta?.y ?? 0);
    },
    dragInterval: 10,
    onTapDown: (e) => say(`tap ${e.localPosition?.x} ${e.globalPosition?.y} ${e.kind}`),
    mouseCursor: ft.MouseCursor.MOVE,
  });
  const hot = ft.Container(ft.Text("hot"), {
    onHover: (e) => {
      hot.bgcolor = e.data ? ft.Colors.AMBER : null;
    },
    onSizeChange: (e) => say(`size ${Math.trunc(e.width)}`),
  });
  page.add(out, ft.Stack([ball], { width: 200, height: 100 }), hot);
}

ft.run(main);
