import { expect, test } from "@jest/globals";
import type { CSSProperties } from "preact";
import { declarationsOf } from "./safe-css.ts";

test("names become those of CSS, empty values are left out", () => {
  const style = { backgroundColor: "red", WebkitLineClamp: "2", "--fl-gap": "4px", opacity: 0.5 };
  expect(declarationsOf({ ...style, color: "" })).toBe(
    "background-color:red;-webkit-line-clamp:2;--fl-gap:4px;opacity:0.5",
  );
});

test.each([
  ["ends its declaration", "red;background:blue"],
  ["ends its rule", "red}body{display:none"],
  ["ends the style element", "red</style><script>"],
  ["opens a comment", "red/*"],
  ["leaves a quote open", 'Arial, "'],
  ["leaves a bracket open", "calc(1px"],
  ["closes a bracket too much", "1px)"],
  ["escapes", "\\7d"],
  ["outweighs others", "red !important"],
  ["loads from elsewhere", 'url("https://evil.example/x.png")'],
  ["loads from elsewhere without a scheme", "url(//evil.example/x.png)"],
  ["loads a document", 'url("data:text/html,x")'],
  ["loads by another function", 'image-set("https://evil.example/x.png" 1x)'],
  ["hides its address", 'url("https://evil.example/x.png" foo())'],
  ["is very long", "1px ".repeat(1_000)],
])("a value that %s is left out", (_, value) => {
  expect(declarationsOf({ background: value, color: "red" })).toBe("color:red");
});

test("a name that is none is left out", () => {
  expect(declarationsOf({ "color:red;x": "1", "--a}b": "1", "a b": "1" } as CSSProperties)).toBe(
    "",
  );
});

test("pictures of the own origin and in the address stay", () => {
  for (const url of ["/t/a/x.png", "data:image/png;base64,AAAA"]) {
    expect(declarationsOf({ background: `url("${url}") center` })).toContain(url);
  }
});
