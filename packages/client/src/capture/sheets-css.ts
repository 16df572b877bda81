/** The style sheets of a page, those of its chunks included. */
export function sheetsOf({ styleSheets, adoptedStyleSheets }: Document): CSSStyleSheet[] {
  return [...styleSheets, ...adoptedStyleSheets].filter(({ disabled }) => !disabled);
}

/** The rules of all style sheets of a page, with the answers that its media queries have now. */
export function sheetsCss(page: Document): string {
  const matches = (query: string) => page.defaultView?.matchMedia(query).matches === true;
  return sheetsOf(page)
    .map((sheet) => rulesCss(sheet.cssRules, matches))
    .join("\n");
}

function rulesCss(rules: CSSRuleList, matches: (query: string) => boolean): string {
  return [...rules].map((rule) => ruleCss(rule, matches)).join("\n");
}

function ruleCss(rule: CSSRule, matches: (query: string) => boolean): string {
  // Fonts are written apart, with their data; nothing moves.
  if (rule instanceof CSSFontFaceRule || rule instanceof CSSKeyframesRule) return "";
  if (rule instanceof CSSMediaRule) {
    return matches(rule.conditionText) ? rulesCss(rule.cssRules, matches) : "";
  }
  if (!(rule instanceof CSSGroupingRule) || rule instanceof CSSStyleRule) return rule.cssText;
  const prelude = rule.cssText.slice(0, rule.cssText.indexOf("{"));
  return `${prelude}{${rulesCss(rule.cssRules, matches)}}`;
}
