import { type Grammar, grammars } from "./grammar.ts";

/** A piece of code and what it is; text between has no scope. */
export interface CodePart {
  readonly scope: string;
  readonly text: string;
}

const word = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const number = /(?:0[xbo][\da-f_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:e[+-]?\d+)?)\w*/iy;

/** The pieces of a code; of languages that are not known, the code as it is. */
export function codeParts(code: string, language: string): readonly CodePart[] {
  const grammar = grammars.get(language.toLowerCase());
  if (!grammar) return [{ scope: "", text: code }];
  const scopes = scopesOf(grammar);
  const parts: CodePart[] = [];
  let isNaming = false;
  for (let at = 0; at < code.length; ) {
    const found: CodePart = ruled(grammar, code, at) ?? worded(grammar, scopes, isNaming, code, at);
    if (/\S/.test(found.text)) isNaming = grammar.naming?.test(found.text) ?? false;
    const last: CodePart | undefined = parts.at(-1);
    if (last?.scope === found.scope) {
      parts[parts.length - 1] = { scope: last.scope, text: last.text + found.text };
    } else parts.push(found);
    at += found.text.length;
  }
  return parts;
}

function scopesOf({ words = {} }: Grammar): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([scope, list]) => list.split(" ").map((name) => [name, scope])),
  );
}

function ruled({ rules }: Grammar, code: string, at: number): CodePart | undefined {
  for (const [scope, pattern] of rules) {
    const text = matched(pattern, code, at);
    if (text) return { scope, text };
  }
  return undefined;
}

function worded(
  { ignoresCase = false }: Grammar,
  scopes: ReadonlyMap<string, string>,
  isNaming: boolean,
  code: string,
  at: number,
): CodePart {
  const name = matched(word, code, at);
  if (name) {
    const scope = scopes.get(ignoresCase ? name.toLowerCase() : name);
    return { scope: scope ?? (isNaming ? "title" : ""), text: name };
  }
  const digits = matched(number, code, at);
  return digits
    ? { scope: "number", text: digits }
    : { scope: "", text: String.fromCodePoint(code.codePointAt(at) ?? 0) };
}

function matched(pattern: RegExp, code: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(code)?.[0];
}
