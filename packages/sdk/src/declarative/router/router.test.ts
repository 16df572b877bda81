import { expect, test } from "@jest/globals";
import * as ft from "../../index.ts";
import { TestClient, type TestInit } from "../../session/testing/test-client.ts";

interface Shown {
  readonly client: TestClient;
  readonly texts: string[];
  /** What the client does when its address changes. */
  go(route: string): Promise<void>;
  settled(): Promise<void>;
}

async function open(
  component: ft.Component<Record<never, never>>,
  { route = "/", views = false, init = {} as TestInit } = {},
): Promise<Shown> {
  const client = new TestClient((page) => {
    if (views) page.renderViews(component);
    else page.render(component);
  }, init);
  const settled = async () => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (!client.session.components.isIdle);
  };
  await client.open({ route, web: true });
  await settled();
  return {
    client,
    settled,
    get texts() {
      return textsOf(client.page.views);
    },
    async go(to) {
      client.update(1, { route: to });
      client.event(1, "route_change", { route: to });
      await settled();
    },
  };
}

function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  JSON.stringify(value, (_, inner: unknown) => {
    const text = inner as { _c?: string; value?: string } | null;
    if (text?._c === "Text") texts.push(text.value ?? "");
    return inner;
  });
  return texts;
}

/** The routes of the views that the client has, lowest first. */
function viewsOf({ client }: Shown): unknown[] {
  const routes: unknown[] = [];
  JSON.stringify(client.page.views, (_, inner: unknown) => {
    const view = inner as { _c?: string; route?: unknown } | null;
    if (view?._c === "View") routes.push(view.route);
    return inner;
  });
  return routes;
}

const text = (name: string) => ft.component(() => ft.Text(name), name);

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
