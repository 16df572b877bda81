import type { ComponentChild } from "preact";
import { useEffect } from "preact/hooks";
import { cell } from "../../layout/cell.ts";
import { textOf } from "../../values/scalars.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";
import { fly } from "./hero-flight.ts";

/** A part that two views share by its tag: it flies from its place in the one to its place in the other. */
export function Hero({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const tag = textOf(node.tag) ?? "";
  useEffect(
    () =>
      client.viewChanges.listen(() => {
        const element = client.elementOf(node);
        const from = element?.getBoundingClientRect();
        if (!from || from.width === 0 || prefersStillness()) return undefined;
        return () => {
          const target = heroes(tag).find((other) => other !== element && other.offsetWidth > 0);
          if (target) fly(target, from);
        };
      }),
    [client, node, tag],
  );
  return (
    <div {...frame} data-hero={tag} style={{ ...cell, ...frame.style }}>
      {soleChild(node.content, ctx)}
    </div>
  );
}

function heroes(tag: string): HTMLElement[] {
  const all = document.querySelectorAll<HTMLElement>("[data-hero]");
  return [...all].filter(({ dataset }) => dataset.hero === tag);
}

function prefersStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
