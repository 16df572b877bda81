import type { Lexer, Token } from "marked";
import type { ComponentChild } from "preact";
import { blocks } from "./blocks.tsx";
import type { MarkdownContext } from "./markdown-context.ts";

/** A note at the foot of a text. */
interface Footnote {
  readonly type: "footnote";
  readonly raw: string;
  readonly label: string;
  readonly tokens: Token[];
}

/** A mark in the text that refers to a note. */
export interface FootnoteMark {
  readonly type: "footnote_mark";
  readonly raw: string;
  readonly label: string;
}

const note =
  /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*([^\n]*(?:\n+(?: {4}|\t)[^\n]*|\n(?! {0,3}\[\^)[^\n\S]*\S[^\n]*)*)(?:\n|$)/;
const mark = /^\[\^([^\]\s]+)\]/;

/** How notes and their marks are written. */
export const footnoteSyntax = {
  block(this: { lexer: Lexer }, source: string): Footnote | undefined {
    const [raw, label, text] = note.exec(source) ?? [];
    if (raw === undefined || label === undefined || text === undefined) return undefined;
    const tokens = this.lexer.blockTokens(text.replace(/^(?: {4}|\t)/gm, ""), []);
    return { type: "footnote", raw, label, tokens };
  },
  startBlock: /\n {0,3}\[\^[^\]\s]+\]:/,
  inline(source: string): FootnoteMark | undefined {
    const [raw, label] = mark.exec(source) ?? [];
    if (raw === undefined || label === undefined) return undefined;
    return { type: "footnote_mark", raw, label };
  },
  startInline: /\[\^/,
};

/** The notes that a text refers to, in the order in which it does. */
export class Footnotes {
  readonly #idStart: string;
  readonly #notes: readonly Footnote[];
  /** The first mark of each label, to which the way back from its note leads. */
  readonly #marks = new Map<string, FootnoteMark>();

  constructor(idStart: string, tokens: readonly Token[]) {
    this.#idStart = idStart;
    const written = new Map<string, Footnote>();
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) {
        for (const part of value) walk(part);
      } else if (typeof value === "object" && value !== null) {
        if (isFootnote(value) && !written.has(value.label)) written.set(value.label, value);
        if (isMark(value) && !this.#marks.has(value.label)) this.#marks.set(value.label, value);
        for (const part of Object.values(value)) walk(part);
      }
    };
    walk(tokens);
    this.#notes = [...this.#marks.keys()].flatMap((label) => written.get(label) ?? []);
  }

  /** The mark of a note in the text; what it looked like if there is no such note. */
  mark(token: FootnoteMark): ComponentChild {
    const { label, raw } = token;
    const number = this.#notes.findIndex((one) => one.label === label) + 1;
    if (number === 0) return raw;
    return (
      <sup>
        <a
          href={`#${this.#noteId(number)}`}
          {...(this.#marks.get(label) === token ? { id: `${this.#idStart}-mark-${number}` } : {})}
          role="doc-noteref"
          aria-label={`Note ${number}`}
          onClick={(event) => goTo(event, this.#noteId(number))}
        >
          {number}
        </a>
      </sup>
    );
  }

  /** All notes, each with its way back. */
  list(md: MarkdownContext): ComponentChild {
    if (this.#notes.length === 0) return null;
    return (
      <section class="fl-md-notes" aria-label="Notes">
        <ol>
          {this.#notes.map(({ label, tokens }, index) => (
            <li key={label} id={this.#noteId(index + 1)} tabIndex={-1}>
              {blocks(tokens, md)}
              <a
                href={`#${this.#idStart}-mark-${index + 1}`}
                role="doc-backlink"
                aria-label="Back to the text"
                onClick={(event) => goTo(event, `${this.#idStart}-mark-${index + 1}`)}
              >
                ↩
              </a>
            </li>
          ))}
        </ol>
      </section>
    );
  }

  #noteId(number: number): string {
    return `${this.#idStart}-note-${number}`;
  }
}

/** Within the page: the address is the app's. */
function goTo(event: MouseEvent, id: string): void {
  event.preventDefault();
  event.stopPropagation();
  const target = document.getElementById(id);
  target?.scrollIntoView({ block: "nearest" });
  target?.focus();
}

function isMark(value: object): value is FootnoteMark {
  return "type" in value && value.type === "footnote_mark";
}

function isFootnote(value: object): value is Footnote {
  return "type" in value && value.type === "footnote";
}
