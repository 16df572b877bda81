import { useRef, useState } from "preact/hooks";
import { choiceOf } from "../values/scalars.ts";
import type { SliderScale } from "../values/slider-scale.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

const interactions = ["tapAndSlide", "tapOnly", "slideOnly", "slideThumb"] as const;
const edgesPx = 48; // of the track, both together

interface Init {
  readonly rtl: boolean;
  readonly disabled: boolean;
  /** The slider as it is now. */
  readonly scale: () => SliderScale;
  readonly change: (value: number) => void;
}

/** What pointers do to a slider: a press and a drag both move its thumb, unless the author allows less. */
export function useSlide(node: ControlMap, { rtl, disabled, scale, change }: Init) {
  const client = useClient();
  const [held, setHeld] = useState(false);
  const tapped = useRef(false);
  const from = useRef<{ x: number; part: number }>(undefined);
  const interaction = choiceOf(node.interaction, interactions, "tapAndSlide");
  const down = () => {
    tapped.current = false;
    setHeld(true);
    client.trigger(node, "change_start", scale().value);
  };
  const up = () => {
    from.current = undefined;
    if (!held) return;
    setHeld(false);
    client.trigger(node, "change_end", scale().value);
  };
  const ends = { onPointerUp: up, onPointerCancel: up };
  const follow = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!from.current) return;
    const way = (event.clientX - from.current.x) * (rtl ? -1 : 1);
    const part = from.current.part + way / Math.max(event.currentTarget.clientWidth - edgesPx, 1);
    const { min, max, snapped } = scale();
    change(snapped(min + Math.min(Math.max(part, 0), 1) * (max - min)));
  };
  const grab = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (disabled || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, part: scale().part };
    down();
  };
  const slidesOnly = interaction === "slideOnly";
  return {
    held,
    className: slidesOnly ? " fl-slides" : interaction === "slideThumb" ? " fl-slides-thumb" : "",
    /** Handlers of the box around the input, and of the input. */
    box: slidesOnly ? { onPointerDown: grab, onPointerMove: follow, ...ends } : {},
    input: slidesOnly ? {} : { onPointerDown: down, ...ends },
    /** Whether what the input has now counts: after the first press a slider that is only tapped stays. */
    takes: () => {
      if (interaction !== "tapOnly" || !held) return true;
      const isFirst = !tapped.current;
      tapped.current = true;
      return isFirst;
    },
  };
}
