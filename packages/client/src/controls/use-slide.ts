import { useRef, useState } from "preact/hooks";
import { choiceOf } from "../values/scalars.ts";
import type { SliderScale } from "../values/slider-scale.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

const interactions = ["tapAndSlide", "tapOnly", "slideOnly", "slideThumb"] as const;

interface Init {
  /** The slider as it is now. */
  readonly scale: () => SliderScale;
}

/** What pointers do to a slider: a press and a drag both move its thumb, unless the author allows less. */
export function useSlide(node: ControlMap, { scale }: Init) {
  const client = useClient();
  const [held, setHeld] = useState(false);
  const tapped = useRef(false);
  const interaction = choiceOf(node.interaction, interactions, "tapAndSlide");
  const down = () => {
    tapped.current = false;
    setHeld(true);
    client.trigger(node, "change_start", scale().value);
  };
  const up = () => {
    if (!held) return;
    setHeld(false);
    client.trigger(node, "change_end", scale().value);
  };
  return {
    held,
    className: interaction === "slideThumb" ? " fl-slides-thumb" : "",
    /** Handlers of the input. */
    input: { onPointerDown: down, onPointerUp: up, onPointerCancel: up },
    /** Whether what the input has now counts: after the first press a slider that is only tapped stays. */
    takes: () => {
      if (interaction !== "tapOnly" || !held) return true;
      const isFirst = !tapped.current;
      tapped.current = true;
      return isFirst;
    },
  };
}
