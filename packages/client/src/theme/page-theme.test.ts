/** @jest-environment jsdom */
import { expect, test } from "@jest/globals";
import type { ControlMap } from "../view/control-map.ts";
import { PageTheme } from "./page-theme.ts";

test("a theme that is changed in place is another theme", () => {
  const text = { size: 14 };
  const page: ControlMap = { _c: "Page", _i: 1, theme: { text_theme: { body_medium: text } } };
  const theme = new PageTheme(document.createElement("div"), () => {});
  expect([theme.follow(page), theme.follow(page)]).toEqual([true, false]);
  text.size = 20;
  expect([theme.follow(page), theme.follow(page)]).toEqual([true, false]);
});

test("a theme that makes no difference draws nothing anew", () => {
  const page: ControlMap = { _c: "Page", _i: 1, platform_brightness: "light" };
  const theme = new PageTheme(document.createElement("div"), () => {});
  expect(theme.follow(page)).toBe(false);
  page.platform_brightness = "dark";
  expect([theme.follow(page), theme.state.dark]).toEqual([true, true]);
  page.route = "/there";
  expect(theme.follow(page)).toBe(false);
});
