import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  page.title = "Stack";
  const log = ft.Text("log");
  const say = (text: string) => {
    log.value = `${log.value} ${text}`;
  };
  const view = (route: string, controls: ft.Control[], rest: ft.ViewProps = {}) =>
    ft.View({
      route,
      controls,
      appbar: ft.AppBar({ title: ft.Text(route), centerTitle: true }),
      ...rest,
    });
  const detail = (name: string | number, rest?: ft.ViewProps) =>
    view(
      `/items/${name}`,
      [ft.Text(`item ${name}`), ft.TextField({ label: `note ${name}` })],
      rest,
    );

  const home = () => page.pushRoute("/home", { tab: "a b", n: 1 });
  const handlers: Record<string, () => unknown> = {
    push: () => {
      const n = page.views.length;
      page.views.push(
        detail(n, {
          canPop: n % 2 === 0,
          onConfirmPop: n % 2 ? async (e) => await e.control.confirmPop(true) : null,
          fullscreenDialog: n === 3,
        }),
      );
    },
    pop: () => {
      if (page.views.length > 1) page.views.pop();
    },
    under: () => {
      const between = view("/between", [ft.Text("between")], {
        scroll: ft.ScrollMode.AUTO,
        padding: 0,
      });
      page.views.splice(1, 0, between);
    },
    swap: () => {
      const top = detail("swapped", {
        onConfirmPop: (e) => e.control.confirmPop(false),
        bgcolor: ft.Colors.SURFACE_CONTAINER,
      });
      page.views[page.views.length - 1] = top;
      top.floatingActionButton = ft.FloatingActionButton({
        icon: ft.Icons.ADD,
        onClick: () => say("fab"),
        mini: true,
      });
      top.floatingActionButtonLocation = ft.FloatingActionButtonLocation.CENTER_DOCKED;
    },
    order: () => {
      const [first, ...rest] = page.views;
      page.views = first ? [first, ...rest.reverse()] : [];
    },
    reset: () => {
      page.views.length = 0;
      page.views.push(root, view("/fresh", [ft.Button("home", { onClick: home })]));
    },
    back: () => page.popViewsUntil("/root", { ok: true }),
  };

  page.onRouteChange = (e) => {
    const { toDict } = page.query;
    const pairs = Object.entries(toDict)
      .sort()
      .map(([name, value]) => `('${name}', '${value}')`);
    say(`route=${e.route} [${pairs.join(", ")}]`);
    const route = new ft.TemplateRoute(page.route);
    if (route.match("/items/:id")) say(`id=${route.params.id}`);
  };
  page.onViewPop = (e) => {
    say(`pop ${e.route} ${e.view?.route ?? "None"}`);
    page.views = page.views.filter((one) => one !== e.view);
  };
  page.onViewsPopUntil = (e) => {
    say(`until ${e.route} {'ok': True} ${e.view?.route ?? "None"}`);
  };
  const buttons = Object.entries(handlers).map(([text, onClick]) => ft.Button(text, { onClick }));
  const root = ft.View({
    route: "/root",
    controls: [ft.Row(buttons, { wrap: true }), log],
    verticalAlignment: ft.MainAxisAlignment.CENTER,
    horizontalAlignment: ft.CrossAxisAlignment.CENTER,
    spacing: 26,
  });
  page.views = [root];
  page.update();
}

ft.run(main);
