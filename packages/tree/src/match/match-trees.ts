import { body, type ControlMap, isControl, isPlainMap } from "../control-map.ts";
import { alignItems } from "./align-items.ts";
import { Likenesses } from "./likeness.ts";

const sameType = 1;
const sameLabel = 4;

/**
 * Finds which controls of a new tree stand for which of an old one, as after the app behind a page was started
 * again: by key, else by path and type; in lists by key, then by order and what they bear. Answers with old ids by
 * new ids; each old control stands for one new control at most.
 */
export function matchTrees(before: ControlMap, after: ControlMap): Map<number, number> {
  const matcher = new Matcher();
  matcher.matchValues(before, after);
  matcher.matchMoved(before, after);
  return matcher.pairs;
}

class Matcher {
  readonly pairs = new Map<number, number>();
  readonly #used = new Set<number>();
  readonly #likenesses = new Likenesses();

  matchValues(before: unknown, after: unknown): void {
    if (Array.isArray(before) && Array.isArray(after)) this.#matchLists(before, after);
    else if (isControl(before) && isControl(after)) this.#matchControls(before, after);
    else if (isPlainMap(before) && isPlainMap(after) && !isControl(before) && !isControl(after))
      this.#matchProperties(before, after);
  }

  /** Controls whose key says that they are the same, although they stand elsewhere now. */
  matchMoved(before: ControlMap, after: ControlMap): void {
    const old = this.#keyed(before, ({ _i }) => this.#used.has(_i));
    const moved = this.#keyed(after, ({ _i }) => this.pairs.has(_i));
    for (const [name, control] of moved) {
      const partner = old.get(name);
      if (control && partner) this.#matchControls(partner, control);
    }
  }

  #matchControls(before: ControlMap, after: ControlMap): void {
    if (before._c !== after._c) {
      // The same control may have become the body of a component, or ceased to be one.
      if (before._c === "C" || after._c === "C") this.matchValues(body(before), body(after));
      return;
    }
    if (!this.#likenesses.canPair(before, after) || !this.#pair(before, after)) return;
    this.#matchProperties(before, after);
  }

  #matchProperties(
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
  ): void {
    for (const property of Object.keys(after))
      if (Object.hasOwn(before, property)) this.matchValues(before[property], after[property]);
  }

  #matchLists(before: readonly unknown[], after: readonly unknown[]): void {
    const old = before.filter(isControl);
    const young = after.filter(isControl);
    if (old.length === 0 || young.length === 0) {
      for (let i = 0; i < Math.min(before.length, after.length); i++)
        this.matchValues(before[i], after[i]);
      return;
    }
    this.#matchByKey(old, young);
    const left = old.filter(({ _i }) => !this.#used.has(_i));
    const wanted = young.filter(({ _i }) => !this.pairs.has(_i));
    const [start, end] = this.#matchEnds(left, wanted);
    const oldRest = left.slice(start, left.length - end);
    const youngRest = wanted.slice(start, wanted.length - end);
    const pairs = alignItems(oldRest.length, youngRest.length, (i, j) =>
      this.#rate(oldRest[i], youngRest[j]),
    );
    for (const [i, j] of pairs) this.#matchItems(oldRest[i], youngRest[j]);
    this.#matchByLabel(oldRest, youngRest);
  }

  #matchByKey(old: readonly ControlMap[], young: readonly ControlMap[]): void {
    const byKey = new Map<string, ControlMap>();
    for (const control of old) {
      const name = this.#nameOf(control);
      if (name !== undefined && !byKey.has(name)) byKey.set(name, control);
    }
    for (const control of young) {
      const name = this.#nameOf(control);
      const partner = name === undefined ? undefined : byKey.get(name);
      if (partner && !this.#used.has(partner._i)) this.#matchControls(partner, control);
    }
  }

  /** Pairs what is alike at the start and at the end of both lists, mostly all of it; returns how many at each. */
  #matchEnds(old: readonly ControlMap[], young: readonly ControlMap[]): [number, number] {
    const most = Math.min(old.length, young.length);
    let start = 0;
    while (start < most && this.#rate(old[start], young[start]) === sameLabel) start++;
    let end = 0;
    while (end < most - start && this.#rate(old.at(-1 - end), young.at(-1 - end)) === sameLabel)
      end++;
    for (let i = 0; i < start; i++) this.#matchItems(old[i], young[i]);
    for (let i = 1; i <= end; i++) this.#matchItems(old.at(-i), young.at(-i));
    return [start, end];
  }

  /** What bears the same labels and is not in the same order any more. */
  #matchByLabel(old: readonly ControlMap[], young: readonly ControlMap[]): void {
    const left = Map.groupBy(
      old.filter(({ _i }) => !this.#used.has(_i)),
      (control) => this.#likenesses.of(control).label,
    );
    for (const control of young) {
      if (this.pairs.has(control._i)) continue;
      const group = left.get(this.#likenesses.of(control).label);
      const partner = group?.find(
        (item) => !this.#used.has(item._i) && this.#likenesses.canPair(item, control),
      );
      if (partner) this.#matchControls(partner, control);
    }
  }

  #matchItems(before: ControlMap | undefined, after: ControlMap | undefined): void {
    if (before && after) this.#matchControls(before, after);
  }

  #rate(before: ControlMap | undefined, after: ControlMap | undefined): number {
    if (!before || !after || !this.#likenesses.canPair(before, after)) return 0;
    const isAlike = this.#likenesses.of(before).label === this.#likenesses.of(after).label;
    return isAlike ? sameLabel : sameType;
  }

  #pair(before: ControlMap, after: ControlMap): boolean {
    if (this.pairs.has(after._i) || this.#used.has(before._i)) return false;
    this.pairs.set(after._i, before._i);
    this.#used.add(before._i);
    return true;
  }

  /** The controls with a key that no other of their type has; undefined where several have it. */
  #keyed(
    root: ControlMap,
    isMatched: (control: ControlMap) => boolean,
  ): Map<string, ControlMap | undefined> {
    const found = new Map<string, ControlMap | undefined>();
    forEachControl(root, (control) => {
      const name = isMatched(control) ? undefined : this.#nameOf(control);
      if (name !== undefined) found.set(name, found.has(name) ? undefined : control);
    });
    return found;
  }

  #nameOf(control: ControlMap): string | undefined {
    const { kind, key } = this.#likenesses.of(control);
    return key === undefined ? undefined : `${control._c} ${kind} ${typeof key} ${String(key)}`;
  }
}

function forEachControl(value: unknown, visit: (control: ControlMap) => void): void {
  if (Array.isArray(value)) for (const item of value) forEachControl(item, visit);
  else if (isPlainMap(value)) {
    if (isControl(value)) visit(value);
    for (const item of Object.values(value)) forEachControl(item, visit);
  }
}
