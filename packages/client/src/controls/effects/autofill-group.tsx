import type { ComponentChild } from "preact";
import { cell } from "../../layout/cell.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

/** Fields that the browser fills in together: a form to it, which nothing is sent by. */
export function AutofillGroup({ node, ctx, frame }: ControlProps): ComponentChild {
  const { ref, ...rest } = frame;
  return (
    <form
      {...rest}
      ref={ref}
      autocomplete="on"
      style={{ ...cell, ...frame.style }}
      onSubmit={(event) => event.preventDefault()}
    >
      {soleChild(node.content, ctx)}
    </form>
  );
}
