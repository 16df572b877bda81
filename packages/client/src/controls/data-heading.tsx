import type { ComponentChild, CSSProperties } from "preact";
import { knownIcons } from "../icons/known-icons.ts";
import { choiceOf, textOf } from "../values/scalars.ts";
import { textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { LayoutContext } from "../view/layout-context.ts";
import { Glyph } from "./icon-of.tsx";

interface Props {
  readonly column: ControlMap;
  readonly table: ControlMap;
  readonly index: number;
  readonly ctx: LayoutContext;
  /** The column takes the space that the others leave. */
  readonly wide: boolean;
}

/** The heading of one column; a button if the app sorts by it. */
export function DataHeading({ column, table, index, ctx, wide }: Props): ComponentChild {
  const client = useClient();
  const sorted = table.sort_column_index === index;
  const ascending = table.sort_ascending === true;
  const tooltip = textOf(column.tooltip);
  const label = textOrChild(column.label, ctx);
  const sort = () => client.trigger(column, "sort", { ci: index, asc: sorted ? !ascending : true });
  return (
    <th
      scope="col"
      data-id={column._i}
      class={`fl-type fl-title-small${column.numeric === true ? " fl-numeric" : ""}${wide ? " fl-wide" : ""}`}
      {...(sorted
        ? { "aria-sort": ascending ? ("ascending" as const) : ("descending" as const) }
        : {})}
      {...(tooltip ? { title: tooltip } : {})}
      style={alignedCss(column.heading_row_alignment)}
    >
      {column.on_sort === true ? (
        <button type="button" class="fl-table-sort" disabled={ctx.disabled} onClick={sort}>
          {label}
          <span
            class={`fl-table-arrow${sorted ? " fl-sorted" : ""}${ascending ? "" : " fl-descending"}`}
          >
            <Glyph icon={knownIcons.arrowUpward} ctx={ctx} />
          </span>
        </button>
      ) : (
        label
      )}
    </th>
  );
}

function alignedCss(value: unknown): CSSProperties {
  const align = choiceOf(value, ["start", "center", "end", ""], "");
  return align ? { textAlign: align } : {};
}
