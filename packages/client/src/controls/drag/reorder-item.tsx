import type { ComponentChild, CSSProperties } from "preact";
import { Control } from "../../view/control.tsx";
import { inSlot, type LayoutContext, type Offer } from "../../view/layout-context.ts";
import { Glyph } from "../icon-of.tsx";

interface Props {
  readonly id: number;
  readonly ctx: LayoutContext;
  readonly row: boolean;
  readonly extent: number | undefined;
  /** The list draws a handle; else a part of the item may be one, or all of it. */
  readonly handle: boolean;
  readonly whole: boolean;
  readonly lifted: boolean;
  /** Pixels, or sizes of the dragged item. */
  readonly shift: number;
  readonly shiftsBySize: boolean;
  readonly place: string;
  readonly onGrab: (event: PointerEvent) => void;
  readonly onStep: (by: number) => void;
}

const dragHandle = 67796;

/** One item of a list that can be put in order. */
export function ReorderItem(props: Props): ComponentChild {
  const { row, ctx, extent, handle, whole, shift, onGrab, onStep } = props;
  const cross: Offer = (row ? ctx.height : ctx.width) === "free" ? "free" : "tight";
  const main: Offer = extent === undefined ? "free" : "tight";
  const item = inSlot(
    { ...ctx, maxWidth: Number.POSITIVE_INFINITY, maxHeight: Number.POSITIVE_INFINITY },
    row ? { width: main, height: cross } : { width: cross, height: main },
    { type: "cell", alignment: null },
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-drag-handle]")) return;
    const [back, forward] = row
      ? ctx.rtl
        ? ["ArrowRight", "ArrowLeft"]
        : ["ArrowLeft", "ArrowRight"]
      : ["ArrowUp", "ArrowDown"];
    if (event.key !== back && event.key !== forward) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(event.key === forward ? 1 : -1);
  };
  const axis = row ? "X" : "Y";
  const style: CSSProperties = {
    ...(extent === undefined ? {} : { [row ? "width" : "height"]: `${extent}px` }),
    ...(shift === 0
      ? {}
      : {
          transform: `translate${axis}(${props.shiftsBySize ? `${shift * 100}%` : `${shift}px`})`,
        }),
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and pointers of the handle inside
    <div
      class={`fl-reorder-item fl-cell${props.lifted ? " fl-lifted" : ""}`}
      style={style}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        const onHandle =
          event.target instanceof Element && event.target.closest("[data-drag-handle]");
        if (onHandle || whole) onGrab(event);
      }}
    >
      <Control id={props.id} ctx={item} />
      {handle && (
        <button
          type="button"
          class="fl-reorder-handle"
          data-drag-handle=""
          aria-label={`Move item ${props.place}`}
          disabled={ctx.disabled}
        >
          <Glyph icon={dragHandle} ctx={ctx} />
        </button>
      )}
    </div>
  );
}
