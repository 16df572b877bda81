import type { ComponentChild, CSSProperties } from "preact";
import { borderRadiusCss } from "../values/border-radius.ts";
import { borderSideCss } from "../values/border-side.ts";
import { clipCss } from "../values/clip.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { gradientCss } from "../values/gradient.ts";
import { mapOf, numberOf } from "../values/scalars.ts";
import { stateValue } from "../values/state-value.ts";
import { textStyleCss } from "../values/text-style.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { DataHeading } from "./data-heading.tsx";
import { DataLine } from "./data-line.tsx";
import { onlyTextColumn } from "./fill-rules.ts";
import { useParts } from "./use-parts.ts";

/** A table with a heading, rows that may be selected, and columns that may be sorted by. */
export function DataTable({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const columns = useParts(node.columns);
  const rows = useParts(node.rows);
  const inside = inPlain(ctx);
  const selectable = rows.filter((row) => row.on_select_change === true);
  const checkboxes = node.show_checkbox_column === true && selectable.length > 0;
  const count = selectable.filter((row) => row.selected === true).length;
  const selectAll = (on: boolean) => {
    if (node.on_select_all === true) return client.trigger(node, "select_all", on);
    for (const row of selectable)
      if ((row.selected === true) !== on) client.trigger(row, "select_change", on);
  };
  return (
    <table
      {...frame}
      class={`fl-table${node.show_bottom_border === true ? " fl-table-closed" : ""}`}
      style={{ ...tableCss(node), ...frame.style }}
    >
      <thead>
        <tr style={headingCss(node)}>
          {checkboxes && (
            <th class="fl-table-check" scope="col">
              <input
                type="checkbox"
                class="fl-tick fl-check"
                aria-label="Select all rows"
                disabled={ctx.disabled}
                checked={count === selectable.length}
                ref={(input) => {
                  if (input) input.indeterminate = count > 0 && count < selectable.length;
                }}
                onChange={() => selectAll(count < selectable.length)}
              />
            </th>
          )}
          {columns.map((column, index) => (
            <DataHeading
              key={column._i}
              column={column}
              table={node}
              index={index}
              ctx={inside}
              wide={onlyTextColumn(columns) === index}
            />
          ))}
        </tr>
      </thead>
      <tbody style={textStyleCss(node.data_text_style)}>
        {rows.map((row) => (
          <DataLine
            key={row._i}
            row={row}
            table={node}
            columns={columns}
            checkbox={checkboxes}
            ctx={inside}
          />
        ))}
      </tbody>
    </table>
  );
}

function headingCss(node: ControlMap): CSSProperties {
  const height = numberOf(node.heading_row_height);
  return {
    ...textStyleCss(node.heading_text_style),
    ...definedCss({
      background: colorOf(stateValue(node.heading_row_color, [])),
      "--fl-heading-height": height === undefined ? undefined : `${height}px`,
    }),
  };
}

function tableCss(node: ControlMap): CSSProperties {
  const border = mapOf(node.border);
  const clips = clipCss(node.clip_behavior).overflow === "clip";
  const pixels = (value: unknown) => {
    const number = numberOf(value);
    return number === undefined || !Number.isFinite(number) ? undefined : `${number}px`;
  };
  const thickness = numberOf(node.divider_thickness) ?? 1;
  return definedCss({
    backgroundColor: colorOf(node.bgcolor),
    backgroundImage: node.gradient ? gradientCss(node.gradient) : undefined,
    borderTop: borderSideCss(border?.top),
    borderRight: borderSideCss(border?.right),
    borderBottom: borderSideCss(border?.bottom),
    borderLeft: borderSideCss(border?.left),
    borderRadius: borderRadiusCss(node.border_radius),
    overflow: clips || node.border_radius !== undefined ? "clip" : undefined,
    "--fl-row-line":
      borderSideCss(node.horizontal_lines) ??
      (thickness === 1 ? undefined : `${thickness}px solid var(--md-sys-color-outline-variant)`),
    "--fl-column-line": borderSideCss(node.vertical_lines),
    "--fl-margin": pixels(node.horizontal_margin),
    "--fl-check-margin": pixels(node.checkbox_horizontal_margin),
    "--fl-spacing": pixels(node.column_spacing),
    "--fl-row-height": pixels(node.data_row_min_height),
    "--fl-row-most": pixels(node.data_row_max_height),
  });
}
