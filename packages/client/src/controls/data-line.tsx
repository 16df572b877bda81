import type { ComponentChild } from "preact";
import { useRef } from "preact/hooks";
import { knownIcons } from "../icons/known-icons.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { type ControlState, stateValue } from "../values/state-value.ts";
import { textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { LayoutContext } from "../view/layout-context.ts";
import { useControl } from "../view/use-control.ts";
import { Glyph } from "./icon-of.tsx";
import { onPress } from "./keys.ts";
import { useCellTaps } from "./use-cell-taps.ts";
import { useParts } from "./use-parts.ts";

interface Props {
  readonly row: ControlMap;
  readonly table: ControlMap;
  readonly columns: readonly ControlMap[];
  readonly checkbox: boolean;
  readonly ctx: LayoutContext;
}

/** One row of a data table. */
export function DataLine({ row: known, table, columns, checkbox, ctx }: Props): ComponentChild {
  const client = useClient();
  const row = useControl(known._i) ?? known;
  const cells = useParts(row.cells);
  const hold = useRef<ReturnType<typeof setTimeout>>(undefined);
  const selectable = row.on_select_change === true;
  const selected = row.selected === true;
  const states: ControlState[] = selected ? ["selected"] : [];
  const select = () => client.trigger(row, "select_change", !selected);
  const color = (extra: readonly ControlState[]) =>
    colorOf(stateValue(row.color, [...extra, ...states])) ??
    colorOf(stateValue(table.data_row_color, [...extra, ...states]));
  const release = () => clearTimeout(hold.current);
  const interaction =
    selectable && !ctx.disabled
      ? {
          ...(checkbox ? {} : { tabIndex: 0, onKeyDown: onPress(select) }),
          onClick: (event: MouseEvent) => {
            if (!isControl(event)) select();
          },
        }
      : {};
  return (
    <tr
      {...interaction}
      data-id={row._i}
      class={`${selectable ? "fl-selectable" : ""}${selected ? " fl-selected" : ""}`}
      {...(selectable ? { "aria-selected": selected } : {})}
      style={definedCss({ background: color([]), "--fl-overlay-hovered": color(["hovered"]) })}
      onPointerDown={() => {
        if (row.on_long_press !== true) return;
        hold.current = setTimeout(() => client.trigger(row, "long_press"), 500);
      }}
      onPointerUp={release}
      onPointerLeave={release}
    >
      {checkbox && (
        <td class="fl-table-check">
          {selectable && (
            <input
              type="checkbox"
              class="fl-tick fl-check"
              aria-label="Select row"
              disabled={ctx.disabled}
              checked={selected}
              onClick={(event) => event.stopPropagation()}
              onChange={(event) => {
                event.currentTarget.checked = selected; // the app decides
                select();
              }}
            />
          )}
        </td>
      )}
      {cells.map((cell, index) => (
        <DataCell key={cell._i} cell={cell} numeric={columns[index]?.numeric === true} ctx={ctx} />
      ))}
    </tr>
  );
}

function DataCell({
  cell,
  numeric,
  ctx,
}: {
  cell: ControlMap;
  numeric: boolean;
  ctx: LayoutContext;
}): ComponentChild {
  const taps = useCellTaps(cell, ctx.disabled);
  return (
    <td
      {...taps}
      data-id={cell._i}
      class={`fl-type fl-body-medium${numeric ? " fl-numeric" : ""}${cell.placeholder === true ? " fl-placeholder" : ""}`}
    >
      {textOrChild(cell.content, ctx)}
      {cell.show_edit_icon === true && (
        <span class="fl-table-edit">
          <Glyph icon={knownIcons.edit} ctx={ctx} />
        </span>
      )}
    </td>
  );
}

function isControl({ target, currentTarget }: Event): boolean {
  const control =
    target instanceof Element &&
    target.closest("button, input, textarea, a, [tabindex], [data-taps]");
  return Boolean(control) && control !== currentTarget;
}
