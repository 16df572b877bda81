import { type Rule, readRules } from "./read-rules.ts";

const idle = /:(?:hover|active|focus(?:-visible|-within)?)\b/;

interface Wanted {
  /** Classes that the page uses. */
  readonly classes: ReadonlySet<string>;
  /** The style sheet's root selector becomes this one. */
  readonly root: string;
  /** Further CSS of the page, whose variables and animations are needed, too. */
  readonly others: string;
}

/** The part of a style sheet that a page needs which nobody can use yet. */
export function criticalCss(sheet: string, { classes, root, others }: Wanted): string {
  const rules = kept(readRules(sheet), classes, root);
  const all = `${write(rules, () => true)}${others}`;
  const used = usedVariables(all);
  const text = all.replace(/@(?:-webkit-)?keyframes\s+[\w-]+/g, "");
  return write(animated(rules, text), (name) => used.has(name));
}

function kept(rules: readonly Rule[], classes: ReadonlySet<string>, root: string): Rule[] {
  return rules.flatMap((rule): Rule[] => {
    const { prelude } = rule;
    if (rule.type === "statement") return [];
    if (rule.type === "block") {
      if (/^@(?:-webkit-)?keyframes/.test(prelude)) return [rule];
      if (/^@media\b.*(?:print|reduced-motion|hover)/.test(prelude)) return [];
      const inner = kept(rule.rules, classes, root);
      return inner.length > 0 ? [{ ...rule, rules: inner }] : [];
    }
    if (prelude.startsWith("@")) return []; // fonts come with the whole sheet
    const selectors = splitSelectors(prelude).filter((text) => isUsed(text, classes));
    const text = selectors.join().replaceAll("#flotilla", root);
    return selectors.length > 0 ? [{ ...rule, prelude: text }] : [];
  });
}

function isUsed(selector: string, classes: ReadonlySet<string>): boolean {
  if (idle.test(selector)) return false;
  const bare = selector.replace(/:(?:not|is|where|has)\([^)]*\)/g, "");
  return [...bare.matchAll(/\.([\w-]+)/g)].every(([, name = ""]) => classes.has(name));
}

function splitSelectors(prelude: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < prelude.length; at++) {
    const character = prelude[at];
    if (character === "(" || character === "[") depth += 1;
    else if (character === ")" || character === "]") depth -= 1;
    else if (character === "," && depth === 0) {
      found.push(prelude.slice(start, at));
      start = at + 1;
    }
  }
  found.push(prelude.slice(start));
  return found.map((selector) => selector.trim());
}

/** Without animations that the text does not name. */
function animated(rules: readonly Rule[], text: string): Rule[] {
  return rules.flatMap((rule): Rule[] => {
    if (rule.type !== "block") return [rule];
    const name = /^@(?:-webkit-)?keyframes\s+([\w-]+)/.exec(rule.prelude)?.[1];
    if (name !== undefined) return text.includes(name) ? [rule] : [];
    return [{ ...rule, rules: animated(rule.rules, text) }];
  });
}

/** Variables that some value reads, those included that only such variables read. */
function usedVariables(css: string): ReadonlySet<string> {
  const readBy = new Map<string, Set<string>>();
  const used = new Set<string>();
  for (const [, name = "", value = ""] of css.matchAll(/([\w-]+)\s*:\s*([^;{}]+)/g)) {
    const read = [...value.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, variable = ""]) => variable);
    if (!name.startsWith("--")) for (const variable of read) used.add(variable);
    else readBy.set(name, new Set([...(readBy.get(name) ?? []), ...read]));
  }
  for (const name of used) for (const variable of readBy.get(name) ?? []) used.add(variable);
  return used;
}

function write(rules: readonly Rule[], isUsedVariable: (name: string) => boolean): string {
  return rules
    .map((rule) => {
      if (rule.type === "block") {
        const inner = write(rule.rules, isUsedVariable);
        return inner === "" ? "" : `${rule.prelude}{${inner}}`;
      }
      const declarations = rule.declarations.filter((text) => {
        const name = /^--[\w-]+/.exec(text)?.[0];
        return name === undefined || isUsedVariable(name);
      });
      return declarations.length === 0 ? "" : `${rule.prelude}{${declarations.join(";")}}`;
    })
    .join("");
}
