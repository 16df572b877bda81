import type { ComponentChild, CSSProperties } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { knownIcons } from "../icons/known-icons.ts";
import { clipCss } from "../values/clip.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { durationOf } from "../values/duration.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { choiceOf, numberOf, textOf } from "../values/scalars.ts";
import { shapeCss, shapeOf } from "../values/shape.ts";
import { controlOf, textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { Glyph } from "./icon-of.tsx";
import { type Opening, useOpen } from "./use-open.ts";
import { type Swipe, useSwipeAway } from "./use-swipe-away.ts";

const shownEvent = "fl-snack-bar";
const usualActionShare = 0.25;

/** A short message at the bottom of the page that goes by itself. */
export function SnackBar({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const opening = useOpen(node, { farewell: { _dismissed: true } });
  const { phase, close } = opening;
  const swipe = useSwipeAway(node, swipeOf(node.dismiss_direction, ctx.rtl), close);
  useEffect(() => {
    if (phase !== "open") return;
    client.trigger(node, "visible");
    // Only one is to be seen: this one sends the others away.
    document.dispatchEvent(new CustomEvent(shownEvent, { detail: node._i }));
    const leave = (event: Event) => {
      if (event instanceof CustomEvent && event.detail !== node._i) close();
    };
    document.addEventListener(shownEvent, leave);
    const stays = typeof node.persist === "boolean" ? node.persist : false;
    const timer = stays ? undefined : setTimeout(close, durationOf(node.duration, 4000));
    return () => {
      clearTimeout(timer);
      document.removeEventListener(shownEvent, leave);
    };
  }, [phase]);
  const [isTall, setIsTall] = useState(false);
  useLayoutEffect(() => {
    const bar = client.elementOf(node);
    const action = bar?.querySelector<HTMLElement>(":scope > .fl-snack-action");
    const share = numberOf(node.action_overflow_threshold) ?? usualActionShare;
    setIsTall(Boolean(bar && action && action.offsetWidth > bar.offsetWidth * share));
  }, [phase, node]);
  if (phase === "hidden") return null;
  const floating = node.behavior === "floating";
  return (
    <div
      {...frame}
      role="status"
      class={`fl-snack${floating ? " fl-snack-floating" : ""}${isTall ? " fl-snack-tall" : ""}${phase === "closing" ? " fl-closing" : ""}`}
      style={snackCss(node)}
      onPointerDown={swipe}
    >
      <div class="fl-snack-content fl-type fl-body-medium">
        {textOrChild(node.content, inPlain(ctx, { width: "loose" }))}
      </div>
      <SnackAction node={node} opening={opening} />
      {node.show_close_icon === true && (
        <button
          type="button"
          class="fl-button fl-icon-button"
          aria-label="Close"
          style={definedCss({ "--fl-fg": colorOf(node.close_icon_color) })}
          onClick={close}
        >
          <Glyph icon={knownIcons.close} ctx={ctx} />
        </button>
      )}
    </div>
  );
}

function SnackAction({ node, opening }: { node: ControlMap; opening: Opening }): ComponentChild {
  const client = useClient();
  const action = controlOf(node.action);
  const label = textOf(node.action) ?? textOf(action?.label);
  if (!label) return null;
  const press = () => {
    if (action) client.trigger(action, "click");
    else client.trigger(node, "action");
    opening.close();
  };
  return (
    <button
      type="button"
      class="fl-button fl-plain fl-snack-action fl-type fl-label-large"
      style={definedCss({
        "--fl-fg": colorOf(action?.text_color),
        "--fl-bg": colorOf(action?.bgcolor),
      })}
      onClick={press}
    >
      {label}
    </button>
  );
}

const directions = [
  "down",
  "up",
  "vertical",
  "horizontal",
  "startToEnd",
  "endToStart",
  "none",
] as const;

function swipeOf(value: unknown, rtl: boolean): Swipe | undefined {
  switch (choiceOf(value, directions, "down")) {
    case "none":
      return undefined;
    case "down":
      return { axis: "y", toward: 1 };
    case "up":
      return { axis: "y", toward: -1 };
    case "vertical":
      return { axis: "y", toward: 0 };
    case "horizontal":
      return { axis: "x", toward: 0 };
    case "startToEnd":
      return { axis: "x", toward: rtl ? -1 : 1 };
    case "endToStart":
      return { axis: "x", toward: rtl ? 1 : -1 };
  }
}

function snackCss(node: ControlMap): CSSProperties {
  const margin = edgesOf(node.margin);
  const padding = edgesOf(node.padding);
  const width = numberOf(node.width);
  return {
    ...definedCss({
      background: colorOf(node.bgcolor),
      boxShadow: elevationShadow(node.elevation),
      margin: margin && edgesCss(margin),
      padding: padding && edgesCss(padding),
      width: width === undefined ? undefined : `${width}px`,
    }),
    ...clipCss(node.clip_behavior),
    ...shapeCss(shapeOf(node.shape)),
  };
}
