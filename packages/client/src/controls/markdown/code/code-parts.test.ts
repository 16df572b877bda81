import { expect, test } from "@jest/globals";
import { codeParts } from "./code-parts.ts";
import { grammars } from "./grammar.ts";

const marked = (code: string, language: string) =>
  codeParts(code, language)
    .filter(({ scope }) => scope !== "")
    .map(({ scope, text }) => `${scope}:${text}`);

const template = `\`t ${"$"}{a}\``;

test("words, strings, numbers, comments and given names are told apart", () => {
  expect(marked('def add(a, b=1.5):  # sum\n  return "x" + a', "python")).toEqual([
    "keyword:def",
    "title:add",
    "number:1.5",
    "comment:# sum",
    "keyword:return",
    'string:"x"',
  ]);
  expect(marked(`const a = /x\\/y/g; // no\n${template}`, "ts")).toEqual([
    "keyword:const",
    "regexp:/x\\/y/g",
    "comment:// no",
    `string:${template}`,
  ]);
});

test("data, markup and styles have their own kinds", () => {
  expect(marked('{"a": [1, true, "b"]}', "json")).toEqual([
    'attr:"a"',
    "number:1",
    "literal:true",
    'string:"b"',
  ]);
  expect(marked('<a href="x">1 &amp; 2</a>', "html")).toEqual([
    "tag:<",
    "name:a",
    "attr:href",
    'string:"x"',
    "tag:>",
    "symbol:&amp;",
    "tag:</",
    "name:a",
    "tag:>",
  ]);
  expect(marked(".a { color: #fff; }", "css")).toEqual([
    "selector-class:.a",
    "attribute:color",
    "number:#fff",
  ]);
  expect(marked("select a FROM b", "SQL")).toEqual(["keyword:select", "keyword:FROM"]);
});

test.each([...grammars.keys()])("%s loses nothing of a code and comes to an end", (language) => {
  const code = 'a\n#x \'open "open ` <b c="d" /* @e $f 🎉 -1.5e3px\n+added\n---\nkey: {v}; } // z';
  const text = codeParts(code, language)
    .map((part) => part.text)
    .join("");
  expect(text).toBe(code);
});

test("a language that is not known is text", () => {
  expect(codeParts("if x", "klingon")).toEqual([{ scope: "", text: "if x" }]);
});
