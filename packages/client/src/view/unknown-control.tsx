import type { ComponentChild } from "preact";
import { useContext } from "preact/hooks";
import type { ControlProps } from "./registry.ts";
import { RendererProvider } from "./renderer.ts";

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

/** Stands in place of a control whose code did not come, until the visitor asks for it again. */
export function FailedControl({ frame }: ControlProps): ComponentChild {
  const renderer = useContext(RendererProvider);
  return (
    <div {...frame} class="fl-unknown" role="alert">
      This part did not load.{" "}
      <button type="button" onClick={() => renderer?.retry()}>
        Try again
      </button>
    </div>
  );
}
