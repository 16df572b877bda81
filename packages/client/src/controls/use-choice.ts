import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { capitalized, filteredText } from "../values/input-filter.ts";
import { textOf } from "../values/scalars.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { optionText } from "./dropdown-item.tsx";
import { useFocus } from "./use-press.ts";

/** What a dropdown shows at the moment and what the visitor can do with it. */
export interface Choice {
  readonly open: boolean;
  readonly text: string;
  readonly selected: ControlMap | undefined;
  /** The options of the open list. */
  readonly shown: readonly ControlMap[];
  /** The option that Enter takes, -1 for none. */
  readonly at: number;
  toggle(): void;
  close(): void;
  choose(option: ControlMap): void;
  type(text: string): void;
  onKeyDown(event: KeyboardEvent): void;
}

/**
 * The state of a dropdown: its text and list, the option under the keys. `tell` says to the app what was
 * chosen, if not as a Dropdown does.
 */
export function useChoice(
  node: ControlMap,
  options: readonly ControlMap[],
  input: RefObject<HTMLInputElement | null>,
  tell?: (option: ControlMap, value: string | undefined) => void,
): Choice {
  const client = useClient();
  const [open, drawOpen] = useState(false);
  const [at, drawAt] = useState(-1);
  const live = useRef({ open, at }); // keys may come faster than they are drawn
  const setOpen = (next: boolean) => {
    live.current.open = next;
    drawOpen(next);
  };
  const setAt = (next: number) => {
    live.current.at = next;
    drawAt(next);
  };
  const [typed, setTyped] = useState("");
  const search = useRef({ text: "", time: 0 });
  useFocus(node, () => input.current);
  const editable = node.editable === true;
  const value = textOf(node.value);
  const selected =
    value === undefined ? undefined : options.find((option) => keyOf(option) === value);
  const text = editable
    ? (textOf(node.text) ?? (selected ? optionText(selected) : ""))
    : selected
      ? optionText(selected)
      : (textOf(node.text) ?? "");
  const shown =
    node.enable_filter === true && typed !== ""
      ? options.filter((option) => includes(option, typed))
      : options;

  const start = () => {
    setOpen(true);
    setTyped("");
    setAt(selected ? options.indexOf(selected) : -1);
  };
  const close = () => setOpen(false);
  const setText = (next: string) => {
    if (next === textOf((client.get(node._i) ?? node).text)) return;
    client.update(node, { text: next });
    client.trigger(node, "text_change", next);
  };
  const choose = (option: ControlMap) => {
    close();
    if (tell) tell(option, keyOf(option));
    else {
      setText(optionText(option));
      client.update(node, { value: keyOf(option) });
      client.trigger(node, "select", keyOf(option));
    }
    input.current?.focus();
  };
  const move = (step: 1 | -1) => {
    const { current } = live;
    if (!current.open) return start();
    setAt(nextEnabled(shown, current.at < 0 && step < 0 ? 0 : current.at, step));
  };
  const find = (letter: string) => {
    const { current } = search;
    const now = performance.now();
    current.text = now - current.time < 700 ? current.text + letter : letter;
    current.time = now;
    const found = options.findIndex((option) =>
      optionText(option).toLowerCase().startsWith(current.text.toLowerCase()),
    );
    if (found < 0) return;
    if (!live.current.open) start();
    setAt(found);
  };
  return {
    open,
    text,
    selected,
    shown,
    at,
    toggle: () => (open ? close() : start()),
    close,
    choose,
    type: (next) => {
      const kept = capitalized(filteredText(node.input_filter, next, text), node.capitalization);
      setText(kept);
      setTyped(kept);
      setOpen(true);
      if (node.enable_search !== false)
        setAt(options.findIndex((option) => kept !== "" && includes(option, kept)));
    },
    onKeyDown: (event) => {
      if (event.isComposing) return; // the keys are those of an input method
      const { open, at } = live.current;
      const active = shown[at];
      switch (event.key) {
        case "ArrowDown":
          event.preventDefault();
          return move(1);
        case "ArrowUp":
          event.preventDefault();
          return move(-1);
        case "Home":
        case "End":
          if (!open || editable) return;
          event.preventDefault();
          return setAt(
            event.key === "Home" ? nextEnabled(shown, -1, 1) : nextEnabled(shown, shown.length, -1),
          );
        case "Enter":
          event.preventDefault();
          if (open && active) choose(active);
          else if (!open) start();
          return;
        case "Tab":
          return close();
        case " ":
          if (editable) return;
          event.preventDefault();
          if (open && active) choose(active);
          else start();
          return;
        default:
          if (!editable && event.key.length === 1 && !event.ctrlKey && !event.metaKey)
            find(event.key);
      }
    },
  };
}

/** The next option that can be chosen, round the end. */
function nextEnabled(options: readonly ControlMap[], at: number, step: 1 | -1): number {
  const { length } = options;
  for (let steps = 1; steps <= length; steps += 1) {
    const next = (at + step * steps + 2 * length) % length;
    if (options[next]?.disabled !== true) return next;
  }
  return -1;
}

function keyOf(option: ControlMap): string | undefined {
  return textOf(option.key) ?? textOf(option.text);
}

function includes(option: ControlMap, text: string): boolean {
  return optionText(option).toLowerCase().includes(text.toLowerCase());
}
