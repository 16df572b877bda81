import { expect, test } from "@jest/globals";
import { isSafeUrl, urlOf } from "./open-url.ts";

const base = "https://host.example/team/app/";

test("a URL is text or a map, and both names of a new window are known", () => {
  expect(urlOf("https://a.example")).toEqual({ url: "https://a.example", target: undefined });
  expect(urlOf({ url: "/x", target: "blank" })).toEqual({ url: "/x", target: "_blank" });
  expect(urlOf({ url: "/x", target: "_self" })?.target).toBe("_self");
  expect(urlOf(null)).toBeUndefined();
});

test.each([
  "javascript:alert(1)",
  "JAVASCRIPT:alert(1)",
  " javascript:alert(1)",
  "data:text/html,x",
  "blob:x",
  "http://",
])("%s is not opened", (url) => {
  expect(isSafeUrl(url, base)).toBe(false);
});

test.each(["https://a.example", "mailto:a@b.example", "tel:1", "/other", "sms:1"])(
  "%s is opened",
  (url) => {
    expect(isSafeUrl(url, base)).toBe(true);
  },
);
