import type { ComponentChild } from "preact";
import { textOf } from "../values/scalars.ts";
import { textStyleCss } from "../values/text-style.ts";
import { children } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { onEnter } from "./keys.ts";

/** A piece of a text with its own style; a link if something happens on click. */
export function TextSpan({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const active = client.isActive(node) && !ctx.disabled;
  const activate = () => client.activate(node);
  const interaction = active
    ? { role: "link" as const, tabIndex: 0, onClick: activate, onKeyDown: onEnter(activate) }
    : {};
  const label = textOf(node.semantics_label);
  return (
    <span
      {...frame}
      {...interaction}
      class={`fl-span${active ? " fl-span-active" : ""}`}
      style={textStyleCss(node.style)}
      {...(label === undefined ? {} : { "aria-label": label })}
      onPointerEnter={() => client.trigger(node, "enter")}
      onPointerLeave={() => client.trigger(node, "exit")}
    >
      {textOf(node.text)}
      {children(node.spans, inPlain(ctx))}
    </span>
  );
}
