import { expect, test } from "@jest/globals";
import * as ft from "../../index.ts";
import { TestClient } from "../../session/testing/test-client.ts";
import { open, text } from "./testing/open-router.ts";

test("the component of the matching route is shown, with its parameters, and follows the address", async () => {
  const Ship = ft.component(() => {
    const { id } = ft.useRouteParams();
    return ft.Text(`ship ${id} at ${ft.useRouteLocation()}`);
  });
  const App = ft.component(() =>
    ft.Router({
      routes: [
        ft.Route({ index: true, component: text("home") }),
        ft.Route({ path: "ships/:id", component: Ship }),
      ],
      notFound: text("nothing here"),
    }),
  );
  const app = await open(App, { route: "/ships/7?from=list#top" });
  expect(app.texts).toEqual(["ship 7 at /ships/7"]);
  await app.go("/ships/8");
  expect(app.texts).toEqual(["ship 8 at /ships/8"]);
  await app.go("/");
  expect(app.texts).toEqual(["home"]);
  await app.go("/nowhere");
  expect(app.texts).toEqual(["nothing here"]);
  expect(app.client.crashes).toEqual([]);
});

test("layouts keep their states while their outlet changes, links know whether they are active", async () => {
  const Link = ft.component(({ to }: { to: string }) =>
    ft.Text(`${to} ${ft.isRouteActive(to)} ${ft.isRouteActive(to, true)}`),
  );
  const Layout = ft.component(() => {
    const [n, setN] = ft.useState(0);
    return ft.Column([
      ft.Button("+", { onClick: () => setN(n + 1) }),
      ft.Text(`layout ${n}`),
      Link({ to: "/fleet" }),
      ft.useRouteOutlet() ?? ft.Text("no child"),
    ]);
  });
  const App = ft.component(() =>
    ft.Router({
      routes: [
        ft.Route({
          path: "fleet",
          component: Layout,
          children: [
            ft.Route({ index: true, component: text("all") }),
            ft.Route({ path: "old", component: text("old") }),
          ],
        }),
        ft.Route({ index: true, component: () => Link({ to: "/" }) }),
      ],
    }),
  );
  const app = await open(App, { route: "/fleet" });
  expect(app.texts).toEqual(["layout 0", "/fleet true true", "all"]);
  const button = Number(/"Button","_i":(\d+)/.exec(JSON.stringify(app.client.page))?.[1]);
  app.client.event(button, "click");
  await app.settled();
  await app.go("/fleet/old");
  expect(app.texts).toEqual(["layout 1", "/fleet true false", "old"]);
  await app.go("/");
  expect(app.texts).toEqual(["/ true true"]);
});

test("what loaders return reaches their components, and those of the levels below", async () => {
  const Data = ft.component(() => ft.Text(`${ft.useRouteLoaderData<string>()}`));
  const App = ft.component(() =>
    ft.Router({
      routes: [
        ft.Route({ path: "ships/:id", component: Data, loader: ({ id }) => `loaded ${id}` }),
        ft.Route({ index: true, component: Data }),
      ],
    }),
  );
  const app = await open(App, { route: "/ships/3" });
  expect(app.texts).toEqual(["loaded 3"]);
  await app.go("/");
  expect(app.texts).toEqual(["null"]);
});

test("outside of a router its hooks know nothing", async () => {
  const App = ft.component(() =>
    ft.Text(
      JSON.stringify([
        ft.useRouteParams(),
        ft.useRouteLocation(),
        ft.useViewPath(),
        ft.useRouteOutlet(),
        ft.useRouteLoaderData(),
        ft.isRouteActive("/"),
      ]),
    ),
  );
  expect((await open(App)).texts).toEqual(['[{},"","",null,null,false]']);
});

test("the page has its own handlers again when the router leaves", async () => {
  const heard: string[] = [];
  const App = ft.component(() => {
    const [isThere, setThere] = ft.useState(true);
    return ft.Column([
      ft.Button("leave", { onClick: () => setThere(false) }),
      isThere ? ft.Router({ routes: [] }) : ft.Text("gone"),
    ]);
  });
  const client = new TestClient((page) => {
    page.onRouteChange = (event) => void heard.push(event.route);
    page.render(App);
  });
  await client.open();
  const settled = async () => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (!client.session.components.isIdle);
  };
  await settled();
  client.event(1, "route_change", { route: "/a" });
  expect(heard).toEqual([]);
  const button = Number(/"Button","_i":(\d+)/.exec(JSON.stringify(client.page))?.[1]);
  client.event(button, "click");
  await settled();
  client.event(1, "route_change", { route: "/b" });
  expect(heard).toEqual(["/b"]);
});

test("a restored session is at the address of its client, with the states of its routes", async () => {
  const Page = ft.component(() => {
    const [n, setN] = ft.useState(0);
    return ft.Column([
      ft.Button("+", { onClick: () => setN(n + 1) }),
      ft.Text(`${ft.useRouteLocation()} ${n}`),
    ]);
  }, "Page");
  const App = ft.component(
    () => ft.Router({ routes: [ft.Route({ path: ":at", component: Page })] }),
    "App",
  );
  const first = await open(App, { route: "/a", init: { durability: "async" } });
  const button = Number(/"Button","_i":(\d+)/.exec(JSON.stringify(first.client.page))?.[1]);
  first.client.event(button, "click");
  await first.settled();
  first.client.keep();
  expect(first.client.logs).toEqual([]);
  const { restore } = first.client;
  const init = { durability: "async", restore } as const;
  expect((await open(App, { route: "/a", init })).texts).toEqual(["/a 1"]);
  const elsewhere = await open(App, { route: "/b", init });
  expect(elsewhere.texts).toEqual(["/b 1"]);
  expect(elsewhere.client.take()).toHaveLength(1);
});
