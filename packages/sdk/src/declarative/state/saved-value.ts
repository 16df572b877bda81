import { contentOf, fill } from "../observable/observable.ts";

/** A hook's value in a form that can be cloned; undefined if it cannot. */
export function savedValue(value: unknown): unknown {
  const content = contentOf(value);
  try {
    return content === undefined
      ? { value: structuredClone(value) }
      : { content: structuredClone(content) };
  } catch {
    return undefined; // functions, controls and objects of classes stay behind: the hook starts anew
  }
}

/** The value that was saved; an observable of the author's class takes over the saved content. */
export function applySaved<S>(initial: S, saved: unknown): S {
  if (typeof saved !== "object" || saved === null) return initial;
  if ("value" in saved) return saved.value as S;
  if ("content" in saved) fill(initial, saved.content);
  return initial;
}
