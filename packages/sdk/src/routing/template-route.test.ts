import { expect, test } from "@jest/globals";
import { PageQuery } from "./page-query.ts";
import { TemplateRoute } from "./template-route.ts";

function params(route: string, template: string) {
  const candidate = TemplateRoute(route);
  return candidate.match(template) ? candidate.params : null;
}

test("named parts match one segment, and a slash at the end does not matter", () => {
  expect(params("/users/7", "/users/:id")).toEqual({ id: "7" });
  expect(params("/users/7/", "/users/:id")).toEqual({ id: "7" });
  expect(params("/users/7/edit", "/users/:id")).toBeNull();
  expect(params("/users", "/users/:id")).toBeNull();
});

test("suffixes make parts optional or repeated", () => {
  expect(params("/page", "/page/:n?")).toEqual({ n: null });
  expect(params("/page/3", "/page/:n?")).toEqual({ n: "3" });
  expect(params("/files/a/b/c", "/files/:path+")).toEqual({ path: "a/b/c" });
  expect(params("/files", "/files/:path+")).toBeNull();
  expect(params("/files", "/files/:path*")).toEqual({ path: null });
});

test("expressions restrict a part, unnamed ones count from 0", () => {
  expect(params("/n/12", "/n/:id(\\d+)")).toEqual({ id: "12" });
  expect(params("/n/x", "/n/:id(\\d+)")).toBeNull();
  expect(params("/a/b/c", "/a/*")).toEqual({ 0: "b/c" });
  expect(params("/v/2", "/v/(1|2)")).toEqual({ 0: "2" });
});

test("other characters stand for themselves", () => {
  expect(params("/a.b+c", "/a\\.b+c")).toEqual({});
  expect(params("/axb", "/a\\.b")).toBeNull();
});

test("a failed match leaves no parameters of an earlier one", () => {
  const route = TemplateRoute("/users/7");
  route.match("/users/:id");
  route.match("/books/:id");
  expect(route.params).toEqual({});
});

test("the query of a page is read from its address and route", () => {
  const query = new PageQuery(() => "ws://host/app/store?x=1&y=a%20b");
  expect(query.path).toBe("/app/store");
  expect(query.get("y")).toBe("a b");
  expect(query.get("z")).toBeNull();
  expect(query.toRecord()).toEqual({ x: "1", y: "a b" });
  expect(PageQuery.encode({ a: 1, b: "c d" })).toBe("?a=1&b=c+d");
});
