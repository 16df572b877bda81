import { expect, test } from "@jest/globals";
import * as ft from "../../index.ts";
import { open, text, viewsOf } from "./testing/open-router.ts";

const Screen = ft.component(() =>
  ft.View({
    route: ft.useViewPath(),
    controls: [ft.Text(`${ft.useViewPath()} of ${ft.useRouteLocation()}`)],
  }),
);

const Stack = ft.component(() =>
  ft.Router({
    manageViews: true,
    notFound: text("nothing here"),
    routes: [
      ft.Route({
        path: "/",
        component: Screen,
        children: [
          ft.Route({
            path: "ships",
            component: Screen,
            children: [
              ft.Route({
                path: ":id",
                component: Screen,
                children: [ft.Route({ path: "edit", component: Screen, modal: true })],
              }),
            ],
          }),
        ],
      }),
      ft.Route({ path: "/help", component: Screen, modal: true }),
    ],
  }),
);

test("with manageViews each level is a view, and closing one goes to the one below", async () => {
  const app = await open(Stack, { route: "/ships/7", views: true });
  expect(viewsOf(app)).toEqual(["/", "/ships", "/ships/7"]);
  app.client.take();
  app.client.event(1, "view_pop", { route: "/ships/7" });
  await app.settled();
  expect(app.client.take()).toMatchObject([[5, { name: "push_route", args: { route: "/ships" } }]]);
  await app.go("/ships");
  expect(viewsOf(app)).toEqual(["/", "/ships"]);
  await app.go("/");
  app.client.take();
  app.client.event(1, "view_pop", { route: "/" });
  await app.settled();
  expect(app.client.take()).toEqual([]);
  await app.go("/away");
  expect(app.texts).toEqual(["nothing here"]);
});

test("a modal view lies on top of what was shown before, and closing it goes back there", async () => {
  const app = await open(Stack, { route: "/ships/7", views: true });
  await app.go("/help");
  expect(app.texts).toEqual([
    "/ of /ships/7",
    "/ships of /ships/7",
    "/ships/7 of /ships/7",
    "/help of /help",
  ]);
  app.client.take();
  app.client.event(1, "view_pop", { route: "/help" });
  await app.settled();
  expect(app.client.take()).toMatchObject([[5, { args: { route: "/ships/7" } }]]);
  const deep = await open(Stack, { route: "/ships/7/edit", views: true });
  expect(viewsOf(deep)).toEqual(["/", "/ships", "/ships/7", "/ships/7/edit"]);
  deep.client.take();
  deep.client.event(1, "view_pop", { route: "/ships/7/edit" });
  await deep.settled();
  expect(deep.client.take()).toMatchObject([[5, { args: { route: "/ships/7" } }]]);
});

test("a route with an outlet is a layout in the views of its children", async () => {
  const Frame = ft.component(() =>
    ft.View({
      route: ft.useViewPath(),
      controls: [ft.Text("frame"), ft.useRouteOutlet() ?? ft.Text("no child")],
    }),
  );
  const App = ft.component(() =>
    ft.Router({
      manageViews: true,
      routes: [
        ft.Route({
          component: Frame,
          outlet: true,
          children: [
            ft.Route({ path: "a", component: text("a") }),
            ft.Route({ path: "b", component: text("b") }),
          ],
        }),
      ],
    }),
  );
  const app = await open(App, { route: "/a", views: true });
  expect([app.texts, viewsOf(app)]).toEqual([["frame", "a"], ["/a"]]);
  await app.go("/b");
  expect([app.texts, viewsOf(app)]).toEqual([["frame", "b"], ["/b"]]);
});
