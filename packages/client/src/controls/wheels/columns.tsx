import type { ComponentChild } from "preact";
import { alignmentOf } from "../../values/alignment.ts";
import { colorOf } from "../../values/color.ts";
import { numberOf } from "../../values/scalars.ts";
import type { ControlProps } from "../../view/registry.ts";
import { Wheel } from "./wheel.tsx";

/** One wheel of several side by side. */
export interface Column {
  readonly label: string;
  /** Width in pixels. */
  readonly width: number;
  readonly count: number;
  readonly index: number;
  readonly looping: boolean;
  readonly text: (index: number) => string;
  /** Unit beside the chosen number. */
  readonly unit?: string;
  readonly onChange: (index: number) => void;
}

interface Props extends ControlProps {
  readonly columns: readonly Column[];
}

const places = ["flex-start", "center", "flex-end"];
const magnification = 2.35 / 2.1;

/** Wheels of texts with one band across. */
export function Columns({ node, ctx, frame, columns }: Props): ComponentChild {
  const extent = numberOf(node.item_extent) ?? 32;
  const alignment = alignmentOf(node.alignment);
  const background = colorOf(node.bgcolor);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend
    <div
      {...frame}
      role="group"
      class={`fl-wheels fl-wheels-texts${ctx.disabled ? " fl-disabled" : ""}`}
      style={{
        ...(background ? { background } : {}),
        ...(alignment ? { justifyContent: places[Math.sign(alignment.x) + 1] } : {}),
        ...(ctx.height === "free" ? { height: "216px" } : {}),
        ...frame.style,
      }}
    >
      <div class="fl-wheels-band" style={{ height: `${extent * 1.1}px` }} />
      {columns.map((column) => (
        <div key={column.label} class="fl-wheels-column" style={{ width: `${column.width}px` }}>
          <Wheel
            {...column}
            extent={extent}
            magnification={magnification}
            diameterRatio={1.07}
            squeeze={1.25}
            align={column.unit ? "end" : "center"}
            disabled={ctx.disabled}
            item={(at) => <span>{column.text(at)}</span>}
            textOf={(at) => `${column.text(at)}${column.unit ? ` ${column.unit}` : ""}`}
          />
          {column.unit && (
            <span class="fl-wheels-unit" aria-hidden="true">
              {column.unit}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
