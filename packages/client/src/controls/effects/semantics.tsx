import type { ComponentChild } from "preact";
import { cell } from "../../layout/cell.ts";
import { numberOf, textOf } from "../../values/scalars.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import type { ControlProps } from "../../view/registry.ts";
import { onPress } from "../keys.ts";
import { soleChild } from "../sole.tsx";

/** Says to assistive technology what its content is. */
export function Semantics({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const tap = () => client.trigger(node, "tap");
  const role = roleOf(node);
  const acts = node.on_tap === true && !ctx.disabled;
  const press = onPress(tap);
  const spins = node.on_increase === true || node.on_decrease === true;
  const leaves = node.on_dismiss === true;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && leaves) client.trigger(node, "dismiss");
    else if (event.key === "ArrowUp" && spins) client.trigger(node, "increase");
    else if (event.key === "ArrowDown" && spins) client.trigger(node, "decrease");
    else if (acts) return press(event);
    else return;
    event.preventDefault();
  };
  const focusable = acts || spins || node.focusable === true;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role depends on its properties
    <div
      {...frame}
      {...(acts ? { onClick: tap } : {})}
      {...(acts || spins || leaves ? { onKeyDown } : {})}
      {...(attributesOf(node, ctx.disabled) as object)}
      {...(role ? ({ role } as object) : {})}
      {...(focusable ? { tabIndex: 0 } : {})}
      class="fl-semantics"
      style={{ ...cell, ...frame.style }}
      onFocus={() => client.trigger(node, "did_gain_accessibility_focus")}
      onBlur={() => client.trigger(node, "did_lose_accessibility_focus")}
      onDblClick={() => client.trigger(node, "double_tap")}
      onCopy={() => client.trigger(node, "copy")}
      onCut={() => client.trigger(node, "cut")}
      onPaste={() => client.trigger(node, "paste")}
    >
      {node.exclude_semantics === true ? (
        <div aria-hidden="true" style={cell}>
          {soleChild(node.content, ctx)}
        </div>
      ) : (
        soleChild(node.content, ctx)
      )}
    </div>
  );
}

/** Takes what its content says as one; the roles inside stay as they are. */
export function MergeSemantics({ node, ctx, frame }: ControlProps): ComponentChild {
  return (
    // biome-ignore lint/a11y/useSemanticElements: any controls may be in it
    <div {...frame} role="group" style={{ ...cell, ...frame.style }}>
      {soleChild(node.content, ctx)}
    </div>
  );
}

function roleOf(node: ControlMap): string | undefined {
  if (node.slider === true) return "slider";
  if (node.checked !== undefined && node.checked !== null) return "checkbox";
  if (node.toggled !== undefined && node.toggled !== null) return "switch";
  if (node.textfield === true) return "textbox";
  if (node.link === true) return "link";
  if (node.button === true) return "button";
  if (node.header === true || numberOf(node.heading_level)) return "heading";
  if (node.image === true) return "img";
  if (node.live_region === true) return "status";
  return textOf(node.label) || node.container === true ? "group" : undefined;
}

function attributesOf(node: ControlMap, disabled: boolean): Readonly<Record<string, unknown>> {
  const state = node.checked ?? node.toggled ?? undefined;
  const level = numberOf(node.heading_level);
  const all: Readonly<Record<string, unknown>> = {
    "aria-label": textOf(node.label),
    "aria-description": textOf(node.hint_text) ?? textOf(node.on_tap_hint_text),
    "aria-valuetext": node.slider === true ? textOf(node.value) : undefined,
    "aria-expanded": node.expanded ?? undefined,
    "aria-selected": node.selected ?? undefined,
    "aria-checked": node.mixed === true ? "mixed" : state,
    "aria-readonly": node.textfield === true ? (node.read_only ?? undefined) : undefined,
    "aria-multiline": node.textfield === true ? (node.multiline ?? undefined) : undefined,
    "aria-hidden": node.hidden === true ? true : undefined,
    "aria-disabled": disabled ? true : undefined,
    "aria-level": node.header === true || level ? (level ?? 2) : undefined,
    "aria-live": node.live_region === true ? "polite" : undefined,
    id: textOf(node.identifier),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
