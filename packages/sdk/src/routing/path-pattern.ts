/** One part of a template that stands for something of the route. */
const part =
  /\\(?<escaped>.)|(?<prefix>[/.])?(?::(?<name>\w+)(?:\((?<capture>(?:\\.|[^()])+)\))?|\((?<group>(?:\\.|[^()])+)\))(?<suffix>[+*?])?|(?<asteriskPrefix>[/.])?(?<asterisk>\*)/g;

/** What a template becomes: the parameters are the groups of the pattern, in order. */
export interface PathPattern {
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** The pattern of a template for whole paths, or for their beginnings up to a slash; a slash at the end does not matter. */
export function compilePath(template: string, isWhole = true): PathPattern {
  const names: string[] = [];
  let source = "";
  let at = 0;
  let unnamed = 0;
  for (const match of template.matchAll(part)) {
    source += literal(template.slice(at, match.index));
    at = match.index + match[0].length;
    const groups = match.groups ?? {};
    if (groups.escaped !== undefined) {
      source += literal(groups.escaped);
      continue;
    }
    names.push(groups.name ?? String(unnamed++));
    source += parameter(groups);
  }
  source += literal(template.slice(at));
  const path = source.endsWith("\\/") ? source.slice(0, -2) : source;
  const end = isWhole ? "\\/?$" : "(?:\\/(?=$))?(?=\\/|$)";
  return { pattern: new RegExp(`^${path}${end}`), names };
}

/** The expression of one parameter, with its leading slash or dot. */
function parameter(groups: Readonly<Record<string, string | undefined>>): string {
  const prefix = groups.prefix ?? groups.asteriskPrefix ?? "";
  const delimiter = prefix === "" ? "/" : prefix;
  const any = groups.asterisk === undefined ? `[^${literal(delimiter)}]+?` : ".*";
  const one = noncapturing(groups.capture ?? groups.group) ?? any;
  const before = literal(prefix);
  const repeated = `${one}(?:${literal(delimiter)}${one})*`;
  switch (groups.suffix) {
    case "?":
      return `(?:${before}(${one}))?`;
    case "*":
      return `(?:${before}(${repeated}))?`;
    case "+":
      return `${before}(${repeated})`;
    default:
      return `${before}(${one})`;
  }
}

/** A template's own expression may group, but only the parameter as a whole is captured. */
function noncapturing(source: string | undefined): string | undefined {
  return source?.replaceAll(/\\.|\((?!\?)/g, (found) => (found === "(" ? "(?:" : found));
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
