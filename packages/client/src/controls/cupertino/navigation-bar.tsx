import type { ComponentChild } from "preact";
import { borderCss } from "../../values/border.ts";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { numberOf, textOf } from "../../values/scalars.ts";
import { useClient } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { iconOrChild } from "../icon-of.tsx";
import { roving } from "../roving.ts";
import { tooltipText } from "../tooltip-text.ts";
import { useParts } from "../use-parts.ts";

/** The places of an app at the bottom of a view, as iOS draws them. */
export function CupertinoNavigationBar({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const destinations = useParts(node.destinations);
  const selected = numberOf(node.selected_index) ?? 0;
  const size = numberOf(node.icon_size);
  const choose = (index: number) => {
    client.update(node, { selected_index: index });
    client.trigger(node, "change", index);
  };
  return (
    <nav
      {...frame}
      class={`fl-cup-nav${ctx.disabled ? " fl-disabled" : ""}`}
      style={{
        ...(node.border ? borderCss(node.border).style : {}),
        ...definedCss({
          background: colorOf(node.bgcolor),
          "--fl-active": colorOf(node.active_color),
          "--fl-inactive": colorOf(node.inactive_color),
          "--fl-icon-size": size === undefined ? undefined : `${size}px`,
        }),
        ...frame.style,
      }}
    >
      <div class="fl-cup-nav-tabs" role="tablist" onKeyDown={roving("horizontal", ctx.rtl)}>
        {destinations.map((destination, index) => {
          const on = index === selected;
          const label = textOf(destination.label);
          return (
            <button
              key={destination._i}
              type="button"
              role="tab"
              data-id={destination._i}
              aria-selected={on}
              aria-label={label ?? tooltipText(destination) ?? `${index + 1}`}
              tabIndex={on ? 0 : -1}
              disabled={ctx.disabled || destination.disabled === true}
              onClick={() => choose(index)}
            >
              {iconOrChild(
                (on ? destination.selected_icon : null) ?? destination.icon,
                inPlain(ctx),
              )}
              {label && <span>{label}</span>}
            </button>
          );
        })}
      </div>
    </nav>
  );
}
