import type { CSSProperties } from "preact";
import { declarationsOf } from "./safe-css.ts";

/** Gives each distinct style a class: a page without style attributes needs no exception in its policy. */
export class InstanceStyles {
  readonly #classes = new Map<string, string>();

  /** The class of a style; empty for one that says nothing. */
  classOf(style: CSSProperties): string {
    const declarations = declarationsOf(style);
    if (declarations === "") return "";
    const known = this.#classes.get(declarations);
    if (known !== undefined) return known;
    const name = `fs${this.#classes.size.toString(36)}`;
    this.#classes.set(declarations, name);
    return name;
  }

  get css(): string {
    return [...this.#classes].map(([text, name]) => `.${name}{${text}}`).join("");
  }
}
