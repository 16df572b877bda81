import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const routeChange = () => {
    page.views.length = 0;
    page.views.push(
      ft.View({
        route: "/",
        appbar: ft.AppBar({ title: ft.Text("Home"), bgcolor: ft.Colors.SURFACE_CONTAINER }),
        controls: [
          ft.Button("Store", { onClick: () => page.pushRoute("/store?item=3") }),
          ft.Text(page.route),
        ],
      }),
    );
    const route = new ft.TemplateRoute(page.route);
    if (page.route.startsWith("/store")) {
      page.views.push(
        ft.View({
          route: "/store",
          appbar: ft.AppBar({ title: ft.Text("Store") }),
          controls: [
            ft.Button("Home", { onClick: () => page.pushRoute("/") }),
            ft.Text(page.query.get("item") ?? "-"),
          ],
        }),
      );
    } else if (route.match("/ships/:id/:part")) {
      page.views.push(
        ft.View({
          route: page.route,
          controls: [ft.Text(`${route.params.id} ${route.params.part}`)],
        }),
      );
    }
    page.update();
  };

  page.onRouteChange = routeChange;
  page.onViewPop = async () => {
    page.views.pop();
    await page.pushRoute(page.views.at(-1)?.route ?? "/");
  };
  routeChange();
}

ft.run(main);
