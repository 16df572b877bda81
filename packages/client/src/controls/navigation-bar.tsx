import type { ComponentChild, CSSProperties } from "preact";
import { borderSideCss } from "../values/border-side.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { durationOf } from "../values/duration.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { mapOf, numberOf } from "../values/scalars.ts";
import { shapeOf } from "../values/shape.ts";
import { stateValue } from "../values/state-value.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { Destination } from "./destination.tsx";
import { roving } from "./roving.ts";
import { useParts } from "./use-parts.ts";

/** The bar of an app's main places at the bottom of a view. */
export function NavigationBar({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const destinations = useParts(node.destinations);
  const selected = numberOf(node.selected_index) ?? 0;
  const labels = String(node.label_behavior).toLowerCase();
  const choose = (index: number) => {
    client.update(node, { selected_index: index });
    client.trigger(node, "change", index);
  };
  return (
    <nav
      {...frame}
      class="fl-navigation-bar"
      style={{ ...barCss(node), ...frame.style }}
      onKeyDown={roving("horizontal", ctx.rtl)}
    >
      {destinations.map((destination, index) => (
        <Destination
          key={destination._i}
          node={destination}
          ctx={inPlain(ctx)}
          selected={index === selected}
          showsLabel={labels === "onlyshowselected" ? index === selected : labels !== "alwayshide"}
          disabled={ctx.disabled}
          onChoose={() => choose(index)}
        />
      ))}
    </nav>
  );
}

/** Colors that all bars of destinations share. */
export function indicatorCss(node: ControlMap): CSSProperties {
  return definedCss({
    "--fl-bg": colorOf(node.bgcolor),
    "--fl-indicator": colorOf(node.indicator_color),
    "--fl-radius": shapeOf(node.indicator_shape)?.radius,
    boxShadow: elevationShadow(node.elevation),
  });
}

function barCss(node: ControlMap): CSSProperties {
  const border = mapOf(node.border);
  const padding = edgesOf(node.label_padding);
  return {
    ...indicatorCss(node),
    ...definedCss({
      borderTop: borderSideCss(border?.top),
      borderBottom: borderSideCss(border?.bottom),
      "--fl-label-padding": padding && edgesCss(padding),
      "--fl-move": node.animation_duration ? `${durationOf(node.animation_duration)}ms` : undefined,
      "--fl-overlay-hovered": colorOf(stateValue(node.overlay_color, ["hovered"])),
    }),
  };
}
