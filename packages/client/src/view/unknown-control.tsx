import type { ComponentChild } from "preact";
import type { ControlProps } from "./registry.ts";

/** Stands in place of a control that this client cannot draw, so that the author sees which it is. */
export function UnknownControl({ node, frame }: ControlProps): ComponentChild {
  return (
    <div {...frame} class="fl-unknown">
      Unknown control: {node._c}
    </div>
  );
}

/** Keeps the place of a control whose chunk is on its way. */
export function LoadingControl({ frame }: ControlProps): ComponentChild {
  return <div {...frame} aria-busy="true" />;
}
