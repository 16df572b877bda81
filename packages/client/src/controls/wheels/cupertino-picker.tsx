import type { ComponentChild } from "preact";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { numberOf, textOf } from "../../values/scalars.ts";
import { child, controlOf, controlsOf } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { Control } from "../../view/control.tsx";
import type { ControlMap } from "../../view/control-map.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { tooltipText } from "../tooltip-text.ts";
import { Wheel } from "./wheel.tsx";

/** Controls on a wheel, one of them chosen. */
export function CupertinoPicker({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const controls = controlsOf(node.controls);
  const extent = numberOf(node.item_extent) ?? 32;
  const index = Math.min(numberOf(node.selected_index) ?? 0, Math.max(controls.length - 1, 0));
  const background = colorOf(node.bgcolor);
  const overlay = colorOf(node.default_selection_overlay_bgcolor);
  return (
    <div
      {...frame}
      class={`fl-wheels${ctx.disabled ? " fl-disabled" : ""}`}
      style={{
        ...definedCss({ background, "--fl-off-axis": offAxisOf(node) }),
        ...frame.style,
      }}
    >
      {controlOf(node.selection_overlay) ? (
        <div class="fl-wheels-own" style={{ height: `${extent}px` }}>
          {child(node.selection_overlay, inPlain(ctx))}
        </div>
      ) : (
        <div
          class="fl-wheels-band"
          style={{ height: `${extent}px`, ...(overlay ? { background: overlay } : {}) }}
        />
      )}
      {controls.length > 0 && (
        <Wheel
          label={tooltipText(node) ?? "Picker"}
          count={controls.length}
          index={index}
          extent={extent}
          looping={node.looping === true}
          magnification={node.use_magnifier === true ? (numberOf(node.magnification) ?? 1) : 1}
          diameterRatio={numberOf(node.diameter_ratio) ?? 1.07}
          squeeze={numberOf(node.squeeze) ?? 1.45}
          disabled={ctx.disabled}
          item={(at) => {
            const control = controls[at];
            return control && <Control id={control._i} ctx={inPlain(ctx)} />;
          }}
          textOf={(at) => spokenText(controls[at])}
          onChange={(at) => {
            client.update(node, { selected_index: at });
            client.trigger(node, "change", at);
          }}
        />
      )}
    </div>
  );
}

/** How far beside the middle of the wheel it is looked at, in halves of its width. */
function offAxisOf(node: ControlMap): string | undefined {
  const fraction = numberOf(node.off_axis_fraction);
  return fraction ? `${50 - fraction * 100}%` : undefined;
}

/** What a control says: its first text. */
function spokenText(control: ControlMap | undefined): string {
  if (!control) return "";
  return (
    textOf(control.value) ??
    textOf(control.label) ??
    spokenText(controlsOf(control.content ?? control.controls)[0])
  );
}
