import { Lexer, type Token, Tokenizer } from "marked";

/** A formula in a text. */
export interface TexToken {
  readonly type: "tex";
  readonly raw: string;
  readonly text: string;
  readonly isDisplay: boolean;
}

/** Which marks count. */
export interface Syntax {
  /** Tables, struck text, tasks and bare addresses as on GitHub. */
  readonly isGithub: boolean;
  /** Code between lines of backticks. */
  readonly hasFences: boolean;
}

/** A closing mark is followed by space or punctuation, so that prices are no formulas. */
const inlineTex =
  /^(?:\$\$((?:\\.|[^\\\n])+?)\$\$|\$((?:\\.|[^\\\n$])+?)\$|\\\[((?:\\.|[^\\\n])+?)\\\]|\\\(((?:\\.|[^\\\n])+?)\\\))(?=[\s?!.,:;)？！。，：]|$)/;
const blockTex =
  /^ {0,3}(?:\$\$[ \t]*\n([\s\S]+?)\n[ \t]*\$\$|\\\[[ \t]*\n([\s\S]+?)\n[ \t]*\\\])[ \t]*(?:\n|$)/;

class UnfencedTokenizer extends Tokenizer {
  override fences(): undefined {
    return undefined;
  }
}

/** Reads a text into blocks of tokens. */
export function readMarkdown(text: string, { isGithub, hasFences }: Syntax): readonly Token[] {
  const lexer = new Lexer({
    gfm: isGithub,
    ...(hasFences ? {} : { tokenizer: new UnfencedTokenizer() }),
    extensions,
  });
  return lexer.lex(text);
}

function tex(match: RegExpExecArray | null): TexToken | undefined {
  if (!match) return undefined;
  const [raw, display, plain, bracketed, round] = match;
  const text = display ?? plain ?? bracketed ?? round ?? "";
  return {
    type: "tex",
    raw,
    text: text.trim(),
    isDisplay: display !== undefined || bracketed !== undefined,
  };
}

function texBlock(match: RegExpExecArray | null): TexToken | undefined {
  if (!match) return undefined;
  const [raw, dollars, brackets] = match;
  return { type: "tex", raw, text: (dollars ?? brackets ?? "").trim(), isDisplay: true };
}

const extensions = {
  renderers: {},
  childTokens: {},
  inline: [(source: string) => tex(inlineTex.exec(source))],
  startInline: [(source: string) => indexOf(source, /\$|\\[[(]/)],
  block: [(source: string) => texBlock(blockTex.exec(source))],
  startBlock: [(source: string) => indexOf(source, /\n {0,3}(?:\$\$|\\\[)[ \t]*\n/)],
};

function indexOf(source: string, pattern: RegExp): number | undefined {
  const at = source.search(pattern);
  return at < 0 ? undefined : at;
}
