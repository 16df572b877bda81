import { View } from "../generated/core.ts";

/** Lets a component stand where a view or a list of views is expected. */
export const renderedKey: unique symbol = Symbol("flotilla.rendered");

/** What a component rendered, repeatedly; anything else is itself. */
function rendered(value: unknown): unknown {
  let at = value;
  while (typeof at === "object" && at !== null && renderedKey in at) at = at[renderedKey];
  return at;
}

/** The views in a page's `views`, which may be a list, a component, or a list of components. */
export function viewsOf(views: unknown): View[] {
  const list = rendered(views);
  const items: unknown[] = Array.isArray(list) ? list : [list];
  return items.map(rendered).filter((item): item is View => item instanceof View);
}

/** The view, or an error for a page without views. */
export function viewOf(view: View | undefined): View {
  if (view === undefined) throw new Error("the page has no views");
  return view;
}
