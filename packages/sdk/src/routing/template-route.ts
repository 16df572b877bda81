/** One part of a template that stands for something of the route. */
const part =
  /\\(?<escaped>.)|(?<prefix>[/.])?(?::(?<name>\w+)(?:\((?<capture>(?:\\.|[^()])+)\))?|\((?<group>(?:\\.|[^()])+)\))(?<suffix>[+*?])?|(?<asteriskPrefix>[/.])?(?<asterisk>\*)/g;

/**
 * Compares a route with templates such as `/users/:id`, `/files/:path*`, `/page/:n(\\d+)?` or `/docs/*`. The parameters
 * of the last match are in `params`; unnamed ones count from 0.
 */
class TemplateRouteClass {
  readonly route: string;
  /** What the parts of the matched template stand for; empty after a failed match. */
  params: Readonly<Record<string, string | null>> = {};

  constructor(route: string) {
    this.route = route;
  }

  /** Whether the route fits the template; a slash at its end does not matter. */
  match(template: string): boolean {
    const { pattern, names } = compile(template);
    const match = pattern.exec(this.route);
    this.params = {};
    if (match === null) return false;
    this.params = Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? null]));
    return true;
  }
}

interface Compiled {
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

function compile(template: string): Compiled {
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
  const end = source.endsWith("/") ? "?" : "\\/?";
  return { pattern: new RegExp(`^${source}${end}$`), names };
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

export type TemplateRoute = TemplateRouteClass;

/** A route to be compared with templates: `ft.TemplateRoute(page.route)`. */
export const TemplateRoute = new Proxy(TemplateRouteClass, {
  apply: (target, _self, args: [string]) => new target(...args),
}) as typeof TemplateRouteClass & ((route: string) => TemplateRoute);
