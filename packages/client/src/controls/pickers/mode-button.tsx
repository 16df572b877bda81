import type { ComponentChild } from "preact";
import type { LayoutContext } from "../../view/layout-context.ts";
import { Glyph } from "../icon-of.tsx";

interface Props {
  readonly label: string;
  readonly icon: number;
  readonly ctx: LayoutContext;
  readonly onClick: () => void;
  readonly disabled?: boolean;
}

/** A round button of a picker that shows an icon. */
export function ModeButton({ label, icon, ctx, onClick, disabled }: Props): ComponentChild {
  return (
    <button
      type="button"
      class="fl-button fl-icon-button fl-picker-icon"
      aria-label={label}
      disabled={disabled === true}
      onClick={onClick}
    >
      <Glyph icon={icon} ctx={ctx} />
    </button>
  );
}
