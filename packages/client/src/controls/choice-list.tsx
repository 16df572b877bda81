import type { ComponentChild, CSSProperties } from "preact";
import { numberOf, textOf } from "../values/scalars.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain, type LayoutContext } from "../view/layout-context.ts";
import { DropdownItem } from "./dropdown-item.tsx";
import { isShown } from "./is-shown.ts";
import { Popup } from "./popup.tsx";
import type { Choice } from "./use-choice.ts";

interface Props {
  readonly node: ControlMap;
  readonly ctx: LayoutContext;
  readonly choice: Choice;
  readonly placement: "below" | "over";
  readonly width: number | "anchor";
  readonly style: CSSProperties;
}

/** The list of a field that has one open, and nothing otherwise. */
export function ChoiceList({ node, ctx, choice, placement, width, style }: Props): ComponentChild {
  const client = useClient();
  if (!choice.open) return null;
  return (
    <Popup
      anchor={client.elementOf(node)?.querySelector<HTMLElement>(".fl-field-box")}
      placement={placement}
      width={width}
      onClose={choice.close}
      class="fl-menu fl-menu-list"
      role="listbox"
      id={listIdOf(node)}
      style={style}
    >
      {choice.shown.map((option, index) => (
        <DropdownItem
          key={option._i}
          option={option}
          ctx={inPlain(ctx)}
          selected={option === choice.selected}
          active={index === choice.at}
          height={numberOf(node.item_height)}
          onChoose={() => choice.choose(option)}
        />
      ))}
    </Popup>
  );
}

/** What the input of such a field says of its list, its error and its name. */
export function comboAttributes(
  node: ControlMap,
  choice: Choice,
  foot: { readonly id: string; readonly error: unknown; readonly helper: unknown },
) {
  const active = choice.shown[choice.at];
  const wrong = isShown(foot.error);
  return {
    role: "combobox" as const,
    "aria-expanded": choice.open,
    "aria-controls": listIdOf(node),
    ...(choice.open && active ? { "aria-activedescendant": `fl-option-${active._i}` } : {}),
    ...(wrong ? { "aria-invalid": true } : {}),
    ...(wrong || isShown(foot.helper) ? { "aria-describedby": foot.id } : {}),
    ...(isShown(node.label) ? {} : { "aria-label": textOf(node.hint_text) ?? "Choice" }),
  };
}

function listIdOf(node: ControlMap): string {
  return `fl-list-${node._i}`;
}
