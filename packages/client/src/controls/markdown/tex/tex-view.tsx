import { type ComponentChild, h } from "preact";
import { parseTex } from "./parse-tex.ts";
import type { TexNode } from "./tex-node.ts";

/** A formula as elements of MathML, which browsers draw themselves. */
export function texView(source: string, isDisplay: boolean): ComponentChild {
  return h("math", { display: isDisplay ? "block" : "inline" }, element(parseTex(source)));
}

function element({ name, attributes, content }: TexNode): ComponentChild {
  return h(name, { ...attributes }, typeof content === "string" ? content : content.map(element));
}
