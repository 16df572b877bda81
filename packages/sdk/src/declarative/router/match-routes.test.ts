import { expect, test } from "@jest/globals";
import { matchRoutes, normalizePath } from "./match-routes.ts";
import { Route, type RouteProps } from "./route.ts";

const component = () => null;
const names = new Map<Route, string>();

function named(name: string, props: RouteProps): Route {
  const route = Route(props);
  names.set(route, name);
  return route;
}

const folder = named("folder", {
  path: ":slug",
  component,
  recursive: true,
  children: [named("example", { path: "example/:gp*", component })],
});
const routes = [
  named("home", { index: true, component }),
  named("about", { path: "about", component }),
  named("products", {
    path: "products",
    component,
    outlet: true,
    children: [
      named("list", { index: true, component }),
      named("product", {
        path: ":pid(\\d+)",
        component,
        children: [
          named("edit", { path: "edit", component, modal: true }),
          named("review", { path: "reviews/:rid?", component }),
        ],
      }),
      named("named", { path: ":name", component }),
    ],
  }),
  named("layout", {
    component,
    children: [
      named("settings", { path: "settings", component }),
      named("opt", { path: "lang/:code?", component }),
    ],
  }),
  named("group", { path: "group", children: [named("in", { path: "in", component })] }),
  named("files", { path: "files/:rest*", component }),
  named("modal", { path: "help", component, modal: true }),
  named("tree", { path: "tree", component, children: [folder] }),
];

/** What Flet 1.0.5 finds for the same routes: name, parameters and resolved path of each level. */
const recorded: [path: string, levels: unknown][] = [
  ["/", [["home", {}, "/"]]],
  ["", [["home", {}, "/"]]],
  ["/about", [["about", {}, "/about"]]],
  ["/about/", [["about", {}, "/about"]]],
  ["/aboutx", null],
  [
    "/products",
    [
      ["products", {}, "/products"],
      ["list", {}, "/products"],
    ],
  ],
  [
    "/products/",
    [
      ["products", {}, "/products"],
      ["list", {}, "/products"],
    ],
  ],
  [
    "/products/7",
    [
      ["products", {}, "/products"],
      ["product", { pid: "7" }, "/products/7"],
    ],
  ],
  [
    "/products/7/",
    [
      ["products", {}, "/products"],
      ["product", { pid: "7" }, "/products/7"],
    ],
  ],
  [
    "/products/7/edit",
    [
      ["products", {}, "/products"],
      ["product", { pid: "7" }, "/products/7"],
      ["edit", { pid: "7" }, "/products/7/edit"],
    ],
  ],
  [
    "/products/7/reviews",
    [
      ["products", {}, "/products"],
      ["product", { pid: "7" }, "/products/7"],
      ["review", { pid: "7", rid: null }, "/products/7/reviews"],
    ],
  ],
  [
    "/products/7/reviews/3",
    [
      ["products", {}, "/products"],
      ["product", { pid: "7" }, "/products/7"],
      ["review", { pid: "7", rid: "3" }, "/products/7/reviews/3"],
    ],
  ],
  [
    "/products/x",
    [
      ["products", {}, "/products"],
      ["named", { name: "x" }, "/products/x"],
    ],
  ],
  ["/products/7/nothing", null],
  [
    "/settings",
    [
      ["layout", {}, "/"],
      ["settings", {}, "/settings"],
    ],
  ],
  [
    "/lang",
    [
      ["layout", {}, "/"],
      ["opt", { code: null }, "/lang"],
    ],
  ],
  [
    "/lang/de",
    [
      ["layout", {}, "/"],
      ["opt", { code: "de" }, "/lang/de"],
    ],
  ],
  ["/lang/de/x", null],
  ["/group", null],
  [
    "/group/in",
    [
      ["group", {}, "/group"],
      ["in", {}, "/group/in"],
    ],
  ],
  ["/files", [["files", { rest: null }, "/files"]]],
  ["/files/a", [["files", { rest: "a" }, "/files/a"]]],
  ["/files/a/b/c", [["files", { rest: "a/b/c" }, "/files/a/b/c"]]],
  ["/help", [["modal", {}, "/help"]]],
  ["/nowhere", null],
  ["/tree", [["tree", {}, "/tree"]]],
  [
    "/tree/a",
    [
      ["tree", {}, "/tree"],
      ["folder", { slug: "a" }, "/tree/a"],
    ],
  ],
  [
    "/tree/a/b/c",
    [
      ["tree", {}, "/tree"],
      ["folder", { slug: "a" }, "/tree/a"],
      ["folder", { slug: "b" }, "/tree/a/b"],
      ["folder", { slug: "c" }, "/tree/a/b/c"],
    ],
  ],
  [
    "/tree/a/example",
    [
      ["tree", {}, "/tree"],
      ["folder", { slug: "a" }, "/tree/a"],
      ["example", { gp: null }, "/tree/a/example"],
    ],
  ],
  [
    "/tree/a/b/example/x/y",
    [
      ["tree", {}, "/tree"],
      ["folder", { slug: "a" }, "/tree/a"],
      ["folder", { slug: "b" }, "/tree/a/b"],
      ["example", { gp: "x/y" }, "/tree/a/b/example/x/y"],
    ],
  ],
  [
    "/tree/a/b/",
    [
      ["tree", {}, "/tree"],
      ["folder", { slug: "a" }, "/tree/a"],
      ["folder", { slug: "b" }, "/tree/a/b"],
    ],
  ],
  ["about", [["about", {}, "/about"]]],
];

test.each(recorded)("the routes of %j are those that Flet finds", (path, levels) => {
  const chain = matchRoutes(routes, normalizePath(path));
  const found = chain?.map(({ route, params, resolvedPath }) => [
    names.get(route),
    params,
    resolvedPath,
  ]);
  expect(found ?? null).toEqual(levels);
});

test("a recursive route that takes nothing ends", () => {
  const endless = named("endless", { path: ":any?", recursive: true, component });
  expect(matchRoutes([endless], "/a/b")).toHaveLength(2);
  expect(matchRoutes([named("none", { recursive: true, component })], "/a")).toBe(undefined);
});
