import type {
  Button,
  FloatingActionButton,
  IconButton,
  OutlinedButton,
  Segment,
} from "../generated/material.ts";
import { ButtonStyle, type ButtonStyleProps } from "../generated/values.ts";
import type { SetInternal } from "../tables/control-class.ts";
import { isVisible } from "./validate.ts";

/** The client draws a button by the style that follows from the style and the shortcuts beside it. */
export function buttonStyle(button: Button, setInternal: SetInternal): void {
  const { style, color, bgcolor, elevation } = button;
  const isPlain = style === null && color === null && bgcolor === null && elevation === 1;
  setInternal("style", isPlain ? undefined : withShortcuts(style, { color, bgcolor, elevation }));
}

/** As `buttonStyle`, with the shortcuts of icon buttons. */
export function iconButtonStyle(button: IconButton, setInternal: SetInternal): void {
  const { style, bgcolor, visualDensity, mouseCursor } = button;
  const isPlain =
    style === null && bgcolor === null && visualDensity === null && mouseCursor === null;
  setInternal(
    "style",
    isPlain ? undefined : withShortcuts(style, { bgcolor, visualDensity, mouseCursor }),
  );
}

/** Shortcuts that are not set leave the style as it is. */
function withShortcuts(style: ButtonStyle | null, shortcuts: ButtonStyleProps): ButtonStyle {
  const set = Object.entries(shortcuts).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return (style ?? ButtonStyle()).copy(Object.fromEntries(set));
}

export function buttonShowsSomething(
  button: Button | OutlinedButton | FloatingActionButton,
): string | undefined {
  if (showsIcon(button.icon) || showsText(button.content)) return undefined;
  return "icon or content must be given (an icon, text or a visible control)";
}

export function segmentShowsSomething(segment: Segment): string | undefined {
  if (showsIcon(segment.icon) || showsText(segment.label)) return undefined;
  return "icon or label must be given (an icon, text or a visible control)";
}

function showsIcon(icon: unknown): boolean {
  return typeof icon === "number" || isVisible(icon);
}

function showsText(content: unknown): boolean {
  return typeof content === "string" || isVisible(content);
}
