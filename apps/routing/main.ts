import * as ft from "@flotilla/sdk";

const ships = [
  { id: "aurora", name: "Aurora", length: 84 },
  { id: "borealis", name: "Borealis", length: 112 },
  { id: "cormorant", name: "Cormorant", length: 46 },
];

/** Addresses and views: a list, a page for each ship, and what is shown for an unknown address. */
function main(page: ft.Page) {
  page.title = "Routing";

  const home = () =>
    ft.View({
      route: "/",
      appbar: ft.AppBar({ title: ft.Text("Ships") }),
      controls: ships.map((ship) =>
        ft.Button(ship.name, { onClick: () => page.pushRoute(`/ships/${ship.id}`) }),
      ),
    });

  const detail = (id: string) => {
    const ship = ships.find((one) => one.id === id);
    return ft.View({
      route: `/ships/${id}`,
      appbar: ft.AppBar({ title: ft.Text(ship?.name ?? "Unknown ship") }),
      controls: [
        ft.Text(ship === undefined ? `There is no ship "${id}".` : `Length: ${ship.length} m`),
        ft.Button("All ships", { onClick: () => page.pushRoute("/") }),
      ],
    });
  };

  const showRoute = () => {
    page.views = [home()];
    const route = new ft.TemplateRoute(page.route);
    if (route.match("/ships/:id")) page.views.push(detail(String(route.params.id)));
    page.update();
  };

  page.onRouteChange = showRoute;
  page.onViewPop = async () => {
    page.views.pop();
    await page.pushRoute(page.views.at(-1)?.route ?? "/");
  };
  showRoute();
}

ft.run(main);
