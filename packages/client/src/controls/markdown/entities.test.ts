import { expect, test } from "@jest/globals";
import { decodeEntities } from "./entities.ts";

test("character references become characters, markup stays text", () => {
  expect(decodeEntities("a &lt;b&gt; &amp;amp; &#65;&#x42; &nosuch; &#0;")).toBe(
    "a <b> &amp; AB &nosuch; \ufffd",
  );
});
