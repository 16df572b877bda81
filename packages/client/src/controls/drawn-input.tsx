import type { ComponentChild, ComponentChildren, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { borderRadiusCss } from "../values/border-radius.ts";
import { definedCss } from "../values/defined-css.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import { caretColorOf, textAlignCss } from "./input-css.ts";

const usualCharacter = "•";
const usualWidth = 2;

interface Props {
  readonly node: ControlMap;
  readonly value: string;
  /** The text is a password that is not revealed. */
  readonly hidden: boolean;
  readonly multiline: boolean;
  readonly input: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
  readonly children: ComponentChildren;
}

/**
 * Draws over an input what browsers leave to themselves: the character that hides a password, and a cursor of
 * the app's size. The text is laid out once more, unseen, so that both stand where the input has them.
 */
export function DrawnInput({
  node,
  value,
  hidden,
  multiline,
  input,
  children,
}: Props): ComponentChild {
  const character = textOf(node.obscuring_character) || usualCharacter;
  const masks = node.password === true && character !== usualCharacter;
  const caret = hasOwnCaret(node);
  const over = useRef<HTMLSpanElement>(null);
  const [place, setPlace] = useState<number>();
  const scroll = () => {
    // Asking where an input is scrolled to makes the browser lay out the page: only where it matters.
    if (!over.current || !input.current) return;
    over.current.scrollTo(input.current.scrollLeft, input.current.scrollTop);
  };
  const follow = () => {
    setPlace(caretPlace(input.current));
    scroll();
  };
  useEffect(() => {
    if (!caret) return;
    document.addEventListener("selectionchange", follow);
    return () => document.removeEventListener("selectionchange", follow);
  }, [caret]);
  useLayoutEffect(scroll, [value, place]);
  if (!masks && !caret) return children;
  const part = (text: string) =>
    hidden ? <Masked count={text.length} {...{ character }} /> : text;
  return (
    <span
      class={`fl-drawn-input${hidden ? " fl-drawn-mask" : ""}${caret ? " fl-drawn-cursor" : ""}`}
      style={caret ? caretCss(node) : {}}
      onScrollCapture={scroll}
      onFocusIn={follow}
      onFocusOut={follow}
    >
      {children}
      <span
        ref={over}
        class={`fl-drawn-text${multiline ? " fl-drawn-lines" : ""}`}
        aria-hidden="true"
        style={definedCss({ textAlign: textAlignCss(node) })}
      >
        {part(value.slice(0, place ?? value.length))}
        {caret && place !== undefined && <i class="fl-drawn-caret" />}
        {part(value.slice(place ?? value.length))}
      </span>
    </span>
  );
}

/** As wide as the characters of the input, so that its cursor stands between them. */
function Masked({ count, character }: { count: number; character: string }): ComponentChild {
  return Array.from({ length: count }, (_, at) => (
    <i key={at} class="fl-drawn-character" data-character={character}>
      {usualCharacter}
    </i>
  ));
}

function caretPlace(input: HTMLInputElement | HTMLTextAreaElement | null): number | undefined {
  if (!input || document.activeElement !== input) return undefined;
  const { selectionStart, selectionEnd } = input;
  return selectionStart === selectionEnd ? (selectionStart ?? undefined) : undefined;
}

function hasOwnCaret(node: ControlMap): boolean {
  if (node.show_cursor === false) return false;
  const { cursor_height, cursor_radius, cursor_width } = node;
  return (
    (numberOf(cursor_width) ?? usualWidth) !== usualWidth ||
    (cursor_height ?? undefined) !== undefined ||
    (cursor_radius ?? undefined) !== undefined
  );
}

function caretCss(node: ControlMap) {
  const height = numberOf(node.cursor_height);
  return definedCss({
    "--fl-caret": caretColorOf(node),
    "--fl-caret-width": `${numberOf(node.cursor_width) ?? usualWidth}px`,
    "--fl-caret-height": height === undefined ? undefined : `${height}px`,
    "--fl-caret-radius": borderRadiusCss(node.cursor_radius),
  });
}
