import type { ComponentChild, CSSProperties } from "preact";
import { knownIcons } from "../icons/known-icons.ts";
import { animationStyleOf } from "../values/animation-style.ts";
import { borderSideCss } from "../values/border-side.ts";
import { boxConstraintsCss } from "../values/box-constraints.ts";
import { clipCss } from "../values/clip.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { paddingCss } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { textOf } from "../values/scalars.ts";
import { shapeOf } from "../values/shape.ts";
import { type ControlState, stateValue } from "../values/state-value.ts";
import { textStyleCss } from "../values/text-style.ts";
import { child, controlOf, textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { densityClass } from "./density.ts";
import { Hit } from "./hit.tsx";
import { Glyph } from "./icon-of.tsx";

const selectMs = 195;

/** A small piece of information that may be clicked, selected or deleted. */
export function Chip({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const inside = inPlain(ctx);
  const selectable = node.on_select === true;
  const selected = node.selected === true;
  const active = selectable || node.on_click === true;
  const labelId = `fl-title-${node._i}`;
  const press = () => {
    if (!selectable) return client.activate(node);
    const next = client.get(node._i)?.selected !== true;
    client.update(node, { selected: next });
    client.trigger(node, "select", next);
  };
  const checked = selected && node.show_checkmark !== false;
  return (
    <div
      {...frame}
      class={`fl-chip${active || node.on_delete === true ? "" : " fl-idle"}${selected ? " fl-selected" : ""}${ctx.disabled ? " fl-disabled" : ""}${densityClass(node.visual_density)}`}
      style={{ ...chipCss(node, ctx.disabled), ...frame.style }}
    >
      {active && (
        <Hit
          node={node}
          disabled={ctx.disabled}
          labelledBy={labelId}
          onPress={press}
          {...(selectable ? { pressed: selected } : {})}
        />
      )}
      {checked ? (
        <span class="fl-chip-icon fl-chip-check">
          <Glyph icon={knownIcons.check} ctx={ctx} />
        </span>
      ) : (
        controlOf(node.leading) && (
          <span class="fl-chip-icon" style={boxConstraintsCss(node.leading_size_constraints)}>
            {child(node.leading, inside)}
          </span>
        )
      )}
      <span
        id={labelId}
        class="fl-chip-label fl-type fl-label-large"
        style={{ ...textStyleCss(node.label_text_style), ...paddingCss(node.label_padding) }}
      >
        {textOrChild(node.label, inside)}
      </span>
      {node.on_delete === true && (
        <button
          type="button"
          class="fl-chip-icon fl-chip-delete"
          disabled={ctx.disabled}
          aria-label={textOf(node.delete_icon_tooltip) ?? "Delete"}
          style={{
            ...definedCss({ "--fl-icon-color": colorOf(node.delete_icon_color) }),
            ...boxConstraintsCss(node.delete_icon_size_constraints),
          }}
          onClick={() => client.trigger(node, "delete")}
        >
          {controlOf(node.delete_icon) ? (
            child(node.delete_icon, inside)
          ) : (
            <Glyph icon={knownIcons.clear} ctx={ctx} />
          )}
        </button>
      )}
    </div>
  );
}

function chipCss(node: ControlMap, disabled: boolean): CSSProperties {
  const states: ControlState[] = [];
  if (disabled) states.push("disabled");
  if (node.selected === true) states.push("selected");
  const shape = shapeOf(node.shape);
  const own = colorOf(stateValue(node.color, states));
  const background = node.selected === true ? colorOf(node.selected_color) : colorOf(node.bgcolor);
  return {
    ...paddingCss(node.padding),
    ...definedCss({
      "--fl-bg": own ?? (disabled ? colorOf(node.disabled_color) : undefined) ?? background,
      "--fl-radius": shape?.radius,
      "--fl-side": borderSideCss(node.border_side) ?? shape?.side,
      "--fl-check": colorOf(node.check_color),
      "--fl-shadow": elevationShadow(node.elevation),
      "--fl-shadow-pressed": elevationShadow(node.elevation_on_click),
    }),
    ...clipCss(node.clip_behavior),
    ...motionCss(node, disabled),
  };
}

/** How the chip moves when it is selected or disabled, and when one of its ends appears. */
function motionCss(node: ControlMap, disabled: boolean): CSSProperties {
  const turning = node.select_animation_style ?? node.enable_animation_style;
  const whole = animationStyleOf(
    disabled ? node.enable_animation_style : turning,
    selectMs,
    "ease",
  );
  const leading = animationStyleOf(node.leading_drawer_animation_style, 0, "ease");
  const end = animationStyleOf(node.delete_drawer_animation_style, 0, "ease");
  return definedCss({
    "--fl-chip-time": turning ? `${whole.durationMs}ms` : undefined,
    "--fl-chip-curve": turning ? whole.curve : undefined,
    "--fl-drawer-time": leading.durationMs ? `${leading.durationMs}ms` : undefined,
    "--fl-drawer-curve": leading.durationMs ? leading.curve : undefined,
    "--fl-delete-time": end.durationMs ? `${end.durationMs}ms` : undefined,
    "--fl-delete-curve": end.durationMs ? end.curve : undefined,
  });
}
