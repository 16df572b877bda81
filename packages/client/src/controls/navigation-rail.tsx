import type { ComponentChild } from "preact";
import { numberOf } from "../values/scalars.ts";
import { child } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { Destination } from "./destination.tsx";
import { indicatorCss } from "./navigation-bar.tsx";
import { roving } from "./roving.ts";
import { useParts } from "./use-parts.ts";

/** An app's main places in a column at the side. */
export function NavigationRail({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const destinations = useParts(node.destinations);
  const selected = numberOf(node.selected_index);
  const extended = node.extended === true;
  const type = extended ? "none" : String(node.label_type ?? "all").toLowerCase();
  const width = numberOf(extended ? node.min_extended_width : node.min_width);
  const alignment = numberOf(node.group_alignment) ?? -1;
  const inside = inPlain(ctx);
  const choose = (index: number) => {
    client.update(node, { selected_index: index });
    client.trigger(node, "change", index);
  };
  return (
    <nav
      {...frame}
      class={railClass(node, extended, type)}
      style={{
        ...indicatorCss(node),
        ...(width === undefined ? {} : { minWidth: `${width}px` }),
        ...frame.style,
      }}
      onKeyDown={roving("vertical")}
    >
      {child(node.leading, inside)}
      <div
        class="fl-rail-places"
        style={{ "--fl-before": 1 + alignment, "--fl-after": 1 - alignment }}
      >
        {destinations.map((destination, index) => (
          <Destination
            key={destination._i}
            node={destination}
            ctx={inside}
            selected={index === selected}
            showsLabel={extended || type === "all" || (type === "selected" && index === selected)}
            disabled={ctx.disabled}
            labelStyle={
              index === selected ? node.selected_label_text_style : node.unselected_label_text_style
            }
            onChoose={() => choose(index)}
          />
        ))}
      </div>
      {child(node.trailing, inside)}
    </nav>
  );
}

function railClass(node: ControlMap, extended: boolean, type: string): string {
  return [
    "fl-rail",
    extended ? " fl-rail-extended" : "",
    type === "none" ? " fl-rail-plain" : "",
    node.scrollable === false ? " fl-rail-still" : "",
    node.pin_leading_to_top === true ? " fl-rail-pin-leading" : "",
    node.pin_trailing_to_bottom === true ? " fl-rail-pin-trailing" : "",
    node.use_indicator === false ? " fl-rail-bare" : "",
  ].join("");
}
