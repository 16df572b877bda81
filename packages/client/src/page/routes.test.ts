/** @jest-environment jsdom */
import { expect, test } from "@jest/globals";
import { Routes } from "./routes.ts";

test("the route is the path below the base, with its query", () => {
  window.history.replaceState(null, "", "/team/app/store/a%20b?x=1");
  expect(new Routes(window, "path", "/team/app/").current()).toBe("/store/a b?x=1");
});

test("the base itself is the root route", () => {
  window.history.replaceState(null, "", "/team/app/");
  expect(new Routes(window, "path", "/team/app/").current()).toBe("/");
});

test("by hash, the route follows the number sign", () => {
  window.history.replaceState(null, "", "/team/app/#/store");
  expect(new Routes(window, "hash", "/team/app/").current()).toBe("/store");
});

test("by hash, the route is decoded as far as its query", () => {
  window.history.replaceState(null, "", "/team/app/#/store/a%20b?x=1%202");
  const routes = new Routes(window, "hash", "/team/app/");
  expect(routes.current()).toBe("/store/a b?x=1%202");
  const { length } = window.history;
  routes.push("/store/a b?x=1%202");
  expect(window.history.length).toBe(length);
});

test("a malformed escape is left as it is", () => {
  window.history.replaceState(null, "", "/team/app/100%");
  expect(new Routes(window, "path", "/team/app/").current()).toBe("/100%");
});

test("pushing the current route adds nothing to the history", () => {
  window.history.replaceState(null, "", "/team/app/store");
  const routes = new Routes(window, "path", "/team/app/");
  const { length } = window.history;
  routes.push("/store");
  expect(window.history.length).toBe(length);
});

test("only the visitor's changes are told", () => {
  window.history.replaceState(null, "", "/team/app/");
  const routes = new Routes(window, "path", "/team/app/");
  const heard: string[] = [];
  const stop = routes.listen((route) => heard.push(route));
  routes.push("/pushed");
  window.dispatchEvent(new PopStateEvent("popstate"));
  window.history.replaceState(null, "", "/team/app/back");
  window.dispatchEvent(new PopStateEvent("popstate"));
  stop();
  window.history.replaceState(null, "", "/team/app/later");
  window.dispatchEvent(new PopStateEvent("popstate"));
  expect(heard).toEqual(["/back"]);
});
