import type { ComponentChild, RefObject } from "preact";
import { useState } from "preact/hooks";
import { knownIcons } from "../icons/known-icons.ts";
import { numberOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { LayoutContext } from "../view/layout-context.ts";
import { DrawnInput } from "./drawn-input.tsx";
import { Glyph } from "./icon-of.tsx";

interface Entry {
  readonly node: ControlMap;
  readonly value: string;
  /** The text is not to be read by others. */
  readonly hidden: boolean;
  readonly multiline: boolean;
  readonly input: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
  /** Attributes and handlers of the input. */
  readonly attributes: object;
}

/**
 * The input of a field: of one line, of several, or of one that is not shown. No component of its own: a snapshot
 * knows by the control that is being drawn which text goes into an input.
 */
export function textEntry(entry: Entry): ComponentChild {
  const { node, value, multiline, input, attributes } = entry;
  const hidden = entry.hidden && !multiline;
  return (
    <DrawnInput node={node} value={value} hidden={hidden} multiline={multiline} input={input}>
      {multiline ? (
        <textarea {...attributes} rows={numberOf(node.min_lines) ?? 1} />
      ) : hidden ? (
        <input {...attributes} type="password" />
      ) : (
        <input {...attributes} type="text" />
      )}
    </DrawnInput>
  );
}

/** Whether the text of a password field is hidden, and the button that shows it, if the field has one. */
export function useHidden(node: ControlMap, ctx: LayoutContext, className: string) {
  const [revealed, setRevealed] = useState(false);
  const hidden = node.password === true && !revealed;
  const eye = node.password === true && node.can_reveal_password === true && (
    <button
      type="button"
      class={className}
      disabled={ctx.disabled}
      aria-label={hidden ? "Show password" : "Hide password"}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => setRevealed(!revealed)}
    >
      <Glyph icon={hidden ? knownIcons.visibility : knownIcons.visibilityOff} ctx={ctx} />
    </button>
  );
  return { hidden, eye };
}
