import type { ComponentChild } from "preact";
import { edgesOf } from "../values/edges.ts";
import { numberOf } from "../values/scalars.ts";
import { useClient } from "../view/client-context.ts";
import { Control } from "../view/control.tsx";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { Destination } from "./destination.tsx";
import { indicatorCss } from "./navigation-bar.tsx";
import { roving } from "./roving.ts";
import { useParts } from "./use-parts.ts";

/** An app's main places in a sheet that comes in from the side, among other controls. */
export function NavigationDrawer({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const parts = useParts(node.controls);
  const places = parts.filter((part) => part._c === "NavigationDrawerDestination");
  const selected = numberOf(node.selected_index) ?? 0;
  const width = numberOf(node.width);
  const padding = edgesOf(node.tile_padding);
  const choose = (index: number) => {
    client.update(node, { selected_index: index });
    client.trigger(node, "change", index);
  };
  return (
    <nav
      {...frame}
      class="fl-nav-drawer"
      style={{
        ...frame.style,
        ...indicatorCss(node),
        ...(width === undefined ? {} : { width: `${width}px` }),
        ...(padding
          ? { "--fl-tile-start": `${padding.left}px`, "--fl-tile-end": `${padding.right}px` }
          : {}),
      }}
      onKeyDown={roving("vertical")}
    >
      {parts.map((part) => {
        const index = places.indexOf(part);
        if (index < 0)
          return <Control key={part._i} id={part._i} ctx={inPlain(ctx, { width: "tight" })} />;
        return (
          <Destination
            key={part._i}
            node={part}
            ctx={inPlain(ctx)}
            selected={index === selected}
            showsLabel={true}
            disabled={ctx.disabled}
            onChoose={() => choose(index)}
          />
        );
      })}
    </nav>
  );
}
