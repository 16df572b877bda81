import type { ComponentChild, CSSProperties } from "preact";
import { knownIcons } from "../icons/known-icons.ts";
import { buttonStyleCss } from "../values/button-style.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { textOf } from "../values/scalars.ts";
import { type ControlState, stateValue } from "../values/state-value.ts";
import { textStyleCss } from "../values/text-style.ts";
import { textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { styleOf } from "./button.tsx";
import { densityClass } from "./density.ts";
import { Glyph, iconOrChild } from "./icon-of.tsx";
import { isShown } from "./is-shown.ts";
import { tooltipText } from "./tooltip-text.ts";
import { useParts } from "./use-parts.ts";

/** Segments to choose one or several of. What is chosen is a set, whatever order and repetitions the list has. */
export function SegmentedButton({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const segments = useParts(node.segments);
  const list: readonly unknown[] = Array.isArray(node.selected) ? node.selected : [];
  const selected = new Set(list.map(String));
  const many = node.allow_multiple_selection === true;
  const choose = (value: string) => {
    const next = new Set(many ? selected : []);
    if (selected.has(value)) {
      if (!many && node.allow_empty_selection !== true) return;
      next.delete(value);
    } else next.add(value);
    if (next.size === 0 && node.allow_empty_selection !== true) return;
    const chosen = [...next];
    client.update(node, { selected: chosen });
    client.trigger(node, "change", chosen);
  };
  const style = styleOf(node);
  const padding = edgesOf(node.padding);
  const vertical = textOf(node.direction)?.toLowerCase() === "vertical";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend
    <div
      {...frame}
      role="group"
      class={`fl-segmented${vertical ? " fl-segmented-tall" : ""}${ctx.disabled ? " fl-disabled" : ""}${densityClass(style.visual_density)}`}
      style={{
        ...buttonStyleCss(style, ctx.disabled ? ["disabled"] : []),
        ...(padding ? { padding: edgesCss(padding) } : {}),
        ...frame.style,
      }}
    >
      {segments.map((segment) => {
        const value = textOf(segment.value) ?? "";
        return (
          <Segment
            key={segment._i}
            segment={segment}
            ctx={ctx}
            style={style}
            on={selected.has(value)}
            mark={
              node.show_selected_icon === false
                ? undefined
                : (node.selected_icon ?? knownIcons.check)
            }
            onChoose={() => choose(value)}
          />
        );
      })}
    </div>
  );
}

interface SegmentProps {
  readonly segment: ControlMap;
  readonly ctx: LayoutContext;
  readonly style: Readonly<Record<string, unknown>>;
  readonly on: boolean;
  /** What shows instead of the icon while the segment is chosen. */
  readonly mark: unknown;
  readonly onChoose: () => void;
}

function Segment({ segment, ctx, style, on, mark, onChoose }: SegmentProps): ComponentChild {
  const disabled = ctx.disabled || segment.disabled === true;
  const states: ControlState[] = [
    ...(disabled ? ["disabled" as const] : []),
    ...(on ? ["selected" as const] : []),
  ];
  const inside = inPlain({ ...ctx, disabled });
  const icon = on && mark !== undefined ? mark : (segment.icon ?? undefined);
  const named = isShown(segment.label) ? undefined : tooltipText(segment);
  const own: CSSProperties = {
    ...buttonStyleCss(style, states),
    ...textStyleCss(stateValue(style.text_style, states)),
  };
  return (
    <button
      type="button"
      data-id={segment._i}
      class={`fl-segment fl-type fl-label-large${segment.icon ? " fl-segment-icon" : ""}`}
      style={own}
      aria-pressed={on}
      {...(named ? { "aria-label": named } : {})}
      disabled={disabled}
      onClick={onChoose}
    >
      {icon !== undefined &&
        (typeof icon === "number" ? <Glyph icon={icon} ctx={inside} /> : iconOrChild(icon, inside))}
      {isShown(segment.label) && <span>{textOrChild(segment.label, inside)}</span>}
    </button>
  );
}
