import {
  Lexer,
  type Token,
  Tokenizer,
  type TokenizerExtensionFunction,
  type TokenizerStartFunction,
} from "marked";
import { footnoteSyntax } from "./footnotes.tsx";

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
  /** Words between colons are pictures. */
  readonly hasEmoji: boolean;
}

/** A word between colons. */
export const emojiMark = /:([a-z\d_+-]+):/;

/** A closing mark is followed by space or punctuation, so that prices are no formulas. */
const inlineTex =
  /^(?:\$\$((?:\\.|[^\\\n])+?)\$\$|\$((?:\\.|[^\\\n$])+?)\$|\\\[((?:\\.|[^\\\n])+?)\\\]|\\\(((?:\\.|[^\\\n])+?)\\\))(?=[\s?!.,:;)？！。，：]|$)/;
const blockTex =
  /^ {0,3}(?:\$\$[ \t]*\n([\s\S]+?)\n[ \t]*\$\$|\\\[[ \t]*\n([\s\S]+?)\n[ \t]*\\\])[ \t]*(?:\n|$)/;

interface Extensions {
  readonly renderers: Record<string, never>;
  readonly childTokens: Record<string, never>;
  readonly inline: TokenizerExtensionFunction[];
  readonly startInline: TokenizerStartFunction[];
  readonly block: TokenizerExtensionFunction[];
  readonly startBlock: TokenizerStartFunction[];
}

class UnfencedTokenizer extends Tokenizer {
  override fences(): undefined {
    return undefined;
  }
}

/** Reads a text into blocks of tokens. */
export function readMarkdown(text: string, syntax: Syntax): readonly Token[] {
  const { isGithub, hasFences, hasEmoji } = syntax;
  const basis = isGithub ? githubExtensions : extensions;
  const lexer = new Lexer({
    gfm: isGithub,
    ...(hasFences ? {} : { tokenizer: new UnfencedTokenizer() }),
    extensions: hasEmoji ? withEmoji(basis) : basis,
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

const extensions: Extensions = {
  renderers: {},
  childTokens: {},
  inline: [(source: string) => tex(inlineTex.exec(source))],
  startInline: [(source: string) => indexOf(source, /\$|\\[[(]/)],
  block: [(source: string) => texBlock(blockTex.exec(source))],
  startBlock: [(source: string) => indexOf(source, /\n {0,3}(?:\$\$|\\\[)[ \t]*\n/)],
};

const githubExtensions: Extensions = {
  ...extensions,
  inline: [...extensions.inline, footnoteSyntax.inline],
  startInline: [
    ...extensions.startInline,
    (source: string) => indexOf(source, footnoteSyntax.startInline),
  ],
  block: [...extensions.block, footnoteSyntax.block],
  startBlock: [
    ...extensions.startBlock,
    (source: string) => indexOf(source, footnoteSyntax.startBlock),
  ],
};

function withEmoji(basis: Extensions): Extensions {
  const emoji = (source: string) => {
    const match = emojiMark.exec(source);
    return match?.index === 0 ? { type: "emoji", raw: match[0], name: match[1] } : undefined;
  };
  return {
    ...basis,
    inline: [...basis.inline, emoji],
    startInline: [...basis.startInline, (source: string) => indexOf(source, emojiMark)],
  };
}

function indexOf(source: string, pattern: RegExp): number | undefined {
  const at = source.search(pattern);
  return at < 0 ? undefined : at;
}
