/** A rule of a style sheet: one with declarations, one with rules inside, or a statement such as `@layer a;`. */
export type Rule =
  | { readonly type: "rule"; readonly prelude: string; readonly declarations: readonly string[] }
  | { readonly type: "block"; readonly prelude: string; readonly rules: readonly Rule[] }
  | { readonly type: "statement"; readonly prelude: string; readonly declarations: readonly [] };

/** Reads a style sheet as the build writes it: minified, without comments, strings without braces. */
export function readRules(css: string): Rule[] {
  const rules: Rule[] = [];
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf("{", at);
    const end = css.indexOf(";", at);
    if (end !== -1 && (open === -1 || end < open)) {
      rules.push({ type: "statement", prelude: css.slice(at, end).trim(), declarations: [] });
      at = end + 1;
      continue;
    }
    if (open === -1) break;
    const prelude = css.slice(at, open).trim();
    const close = closeOf(css, open);
    const body = css.slice(open + 1, close);
    rules.push(
      body.includes("{")
        ? { type: "block", prelude, rules: readRules(body) }
        : { type: "rule", prelude, declarations: splitDeclarations(body) },
    );
    at = close + 1;
  }
  return rules;
}

function closeOf(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at++) {
    if (css[at] === "{") depth += 1;
    else if (css[at] === "}") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return css.length;
}

/** A semicolon inside of brackets (`url(data:…;…)`) ends nothing. */
function splitDeclarations(body: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= body.length; at++) {
    const character = body[at] ?? ";";
    if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    else if (character === ";" && depth === 0) {
      const text = body.slice(start, at).trim();
      if (text !== "") found.push(text);
      start = at + 1;
    }
  }
  return found;
}
