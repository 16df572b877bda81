import { keyOf } from "@flotilla/tree";
import { durationOf } from "../values/duration.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import type { ClientContext } from "../view/client-context.ts";

/** The axis along which a viewport scrolls. */
export type Axis = "x" | "y";

/** Scrolls to a keyed control, to an offset (negative: from the end, -1 is the end) or by a distance. */
export function scrollTo(
  viewport: HTMLElement | null,
  axis: Axis,
  args: Readonly<Record<string, unknown>>,
  client: Pick<ClientContext, "get">,
): void {
  if (!viewport) return;
  const behavior = durationOf(args.duration) > 0 ? "smooth" : "instant";
  const key = scrollKeyOf(args.scroll_key);
  if (key !== undefined) {
    const target = [...viewport.querySelectorAll<HTMLElement>("[data-key]")].find(
      (element) => element.dataset.key === key && isScrollKey(element, client),
    );
    target?.scrollIntoView({ behavior, block: "start", inline: "start" });
    return;
  }
  const most =
    axis === "x"
      ? viewport.scrollWidth - viewport.clientWidth
      : viewport.scrollHeight - viewport.clientHeight;
  const now = axis === "x" ? viewport.scrollLeft : viewport.scrollTop;
  const offset = numberOf(args.offset);
  const delta = numberOf(args.delta);
  const wanted =
    offset === undefined ? now + (delta ?? 0) : offset < 0 ? most + offset + 1 : offset;
  const place = Math.min(Math.max(0, wanted), most);
  viewport.scrollTo({ [axis === "x" ? "left" : "top"]: place, behavior });
}

function scrollKeyOf(value: unknown): string | undefined {
  if (typeof value === "object" && value !== null && "value" in value) return textOf(value.value);
  return textOf(value);
}

function isScrollKey(element: HTMLElement, client: Pick<ClientContext, "get">): boolean {
  const control = client.get(Number(element.dataset.id));
  return control !== undefined && keyOf(control) !== undefined;
}
