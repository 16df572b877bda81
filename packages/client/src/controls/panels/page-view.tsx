import type { ComponentChild } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { choiceOf, flagOf, numberOf } from "../../values/scalars.ts";
import { controlsOf } from "../../view/children.tsx";
import { useClient, useMethods } from "../../view/client-context.ts";
import { Control } from "../../view/control.tsx";
import { inCell } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";

const settleMs = 100;

/** Pages beside or below each other, one at a time. */
export function PageView({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const viewport = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pages = controlsOf(node.controls);
  const row = flagOf(node.horizontal, true);
  const selected = Math.min(Math.max(numberOf(node.selected_index) ?? 0, 0), pages.length - 1);
  const fraction = numberOf(node.viewport_fraction) ?? 1;
  const snaps = flagOf(node.snap, true);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (index: number, behavior: ScrollBehavior) => {
    const box = viewport.current;
    const page = box?.children[index];
    if (!box || !(page instanceof HTMLElement)) return;
    const start = row
      ? page.offsetLeft - (box.clientWidth - page.offsetWidth) / 2
      : page.offsetTop - (box.clientHeight - page.offsetHeight) / 2;
    box.scrollTo({ [row ? "left" : "top"]: start, behavior });
  };
  const shown = () => {
    const box = viewport.current;
    if (!box) return 0;
    const middle = row
      ? box.scrollLeft + box.clientWidth / 2
      : box.scrollTop + box.clientHeight / 2;
    const distances = [...box.children].map((page) => {
      if (!(page instanceof HTMLElement)) return Number.POSITIVE_INFINITY;
      const center = row
        ? page.offsetLeft + page.offsetWidth / 2
        : page.offsetTop + page.offsetHeight / 2;
      return Math.abs(center - middle);
    });
    return distances.indexOf(Math.min(...distances));
  };
  const first = useRef(true);
  useLayoutEffect(() => {
    if (shown() !== selected) show(selected, first.current ? "instant" : "smooth");
    first.current = false;
  }, [selected, pages.length]);
  const settled = () => {
    const index = shown();
    const current = numberOf(client.get(node._i)?.selected_index) ?? 0;
    if (index === current) return;
    client.update(node, { selected_index: index });
    client.trigger(node, "change", index);
  };
  const go = (index: unknown, behavior: ScrollBehavior = "smooth") => {
    show(Math.min(Math.max(numberOf(index) ?? 0, 0), pages.length - 1), behavior);
    return null;
  };
  useMethods(node, {
    go_to_page: ({ index }) => go(index),
    jump_to_page: ({ index }) => go(index, "instant"),
    jump_to: ({ value }) => {
      viewport.current?.scrollTo({ [row ? "left" : "top"]: numberOf(value) ?? 0 });
      return null;
    },
    next_page: () => go(shown() + 1),
    previous_page: () => go(shown() - 1),
  });
  const inside = inCell(ctx, {
    width: ctx.width === "free" ? "free" : "tight",
    height: ctx.height === "free" ? "free" : "tight",
  });
  const clip = choiceOf(node.clip_behavior, ["none", "hardEdge"], "hardEdge");
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const forward = row ? (ctx.rtl ? "ArrowLeft" : "ArrowRight") : "ArrowDown";
    const back = row ? (ctx.rtl ? "ArrowRight" : "ArrowLeft") : "ArrowUp";
    if (event.key !== forward && event.key !== back) return;
    event.preventDefault();
    go(shown() + (event.key === forward ? 1 : -1));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: pages are any controls
    <div
      {...frame}
      ref={(element) => {
        viewport.current = element;
        frame.ref(element);
      }}
      role="group"
      aria-roledescription="carousel"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is reached by keys
      tabIndex={0}
      class={`fl-pages${row ? "" : " fl-pages-column"}${snaps ? " fl-pages-snap" : ""}${clip === "none" ? " fl-pages-open" : ""}${flagOf(node.reverse) ? " fl-pages-reverse" : ""}`}
      style={{
        "--fl-page": `${fraction * 100}%`,
        ...(flagOf(node.pad_ends, true)
          ? { "--fl-ends": `${(1 - Math.min(fraction, 1)) * 50}%` }
          : {}),
        ...frame.style,
      }}
      onKeyDown={onKeyDown}
      onScroll={() => {
        clearTimeout(timer.current);
        timer.current = setTimeout(settled, settleMs);
      }}
    >
      {pages.map((page, index) => (
        <div key={page._i} class="fl-cell fl-page-slot" inert={index !== selected}>
          <Control id={page._i} ctx={inside} />
        </div>
      ))}
    </div>
  );
}
