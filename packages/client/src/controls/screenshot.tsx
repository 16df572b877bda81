import type { ComponentChild } from "preact";
import { cell } from "../layout/cell.ts";
import { numberOf } from "../values/scalars.ts";
import { useClient, useMethods } from "../view/client-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { soleChild } from "./sole.tsx";

/** Can take a picture of its content. */
export function Screenshot({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  useMethods(node, {
    capture: async ({ pixel_ratio, delay }) => {
      const { capture } = await import("../capture/capture.ts");
      const element = client.elementOf(node);
      if (!element) throw new Error("the control is not on the page");
      return capture(element, client, { pixelRatio: numberOf(pixel_ratio), delay });
    },
  });
  return (
    <div {...frame} style={{ ...cell, ...frame.style }}>
      {soleChild(node.content, ctx)}
    </div>
  );
}
