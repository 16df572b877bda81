import { mapOf, textOf } from "./scalars.ts";

/** What stays of an edit after the field's filter; `before` is the text before the edit. */
export function filteredText(filter: unknown, text: string, before: string): string {
  const rule = mapOf(filter);
  const source = textOf(rule?.regex_string);
  if (!rule || source === undefined || text === "") return text;
  const pattern = patternOf(source, rule);
  if (!pattern) return text;
  const replacement = textOf(rule.replacement_string) ?? "";
  if (rule.allow === false) return text.replace(pattern, replacement);
  // A pattern for the whole text says which texts are right; replacing what does not match would empty the field.
  if (source.startsWith("^") && source.endsWith("$")) return pattern.test(text) ? text : before;
  let kept = "";
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) kept += replacement;
    kept += match[0];
    end = match.index + match[0].length;
  }
  return end < text.length ? kept + replacement : kept;
}

function patternOf(source: string, rule: Readonly<Record<string, unknown>>): RegExp | undefined {
  const flags = [
    "g",
    rule.multiline === true ? "m" : "",
    rule.case_sensitive === false ? "i" : "",
    rule.unicode === true ? "u" : "",
    rule.dot_all === true ? "s" : "",
  ].join("");
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined; // the app's pattern is not one of JavaScript: nothing is filtered
  }
}

/** Text with the capitals that a field asks for. */
export function capitalized(text: string, capitalization: unknown): string {
  switch (capitalization) {
    case "characters":
      return text.toUpperCase();
    case "words":
      return text.replace(
        /(^|\s)(\S)/gu,
        (_, space: string, first: string) => space + first.toUpperCase(),
      );
    case "sentences":
      return text.replace(
        /(^\s*|[.!?]\s+)(\S)/gu,
        (_, start: string, first: string) => start + first.toUpperCase(),
      );
    default:
      return text;
  }
}
