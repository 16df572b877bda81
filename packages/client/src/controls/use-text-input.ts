import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { capitalized, filteredText } from "../values/input-filter.ts";
import { mapOf, numberOf, textOf } from "../values/scalars.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { pastedFiles } from "./pasted-files.ts";
import { useFocus } from "./use-press.ts";

type Input = HTMLInputElement | HTMLTextAreaElement;

interface Init {
  /** The text that the tree says the field has. */
  readonly value: string;
  readonly multiline: boolean;
}

/**
 * Keeps an input and the tree's text the same: every edit is told to the app at once, a text from the app
 * replaces what is in the field and leaves the caret where it was.
 */
export function useTextInput(node: ControlMap, { value, multiline }: Init) {
  const client = useClient();
  const ref = useRef<Input>(null);
  const reported = useRef("");
  const composing = useRef(false);
  useFocus(node, () => ref.current);
  useLayoutEffect(() => {
    if (!composing.current) show(ref.current, value);
  }, [value]);
  const wanted = JSON.stringify(node.selection ?? null);
  useLayoutEffect(() => {
    if (ref.current && wanted !== reported.current) applySelection(ref.current, node.selection);
  }, [wanted]);

  const reportSelection = () => {
    const input = ref.current;
    if (!input || node.on_selection_change !== true) return;
    const selection = selectionOf(input);
    const text = JSON.stringify(selection);
    if (text === reported.current) return;
    reported.current = text;
    client.update(node, { selection });
    const { selectionStart, selectionEnd } = input;
    const selected_text = input.value.slice(selectionStart ?? 0, selectionEnd ?? 0);
    client.trigger(node, "selection_change", { selected_text, selection });
  };
  const watchesSelection = node.on_selection_change === true;
  useEffect(() => {
    if (!watchesSelection) return;
    const report = () => {
      if (document.activeElement === ref.current) reportSelection();
    };
    document.addEventListener("selectionchange", report);
    return () => document.removeEventListener("selectionchange", report);
  });
  const watchesOutside = node.on_tap_outside === true;
  useEffect(() => {
    if (!watchesOutside) return;
    const report = (event: PointerEvent) => {
      if (document.activeElement !== ref.current) return;
      if (event.target instanceof Node && client.elementOf(node)?.contains(event.target)) return;
      client.trigger(node, "tap_outside");
    };
    document.addEventListener("pointerdown", report);
    return () => document.removeEventListener("pointerdown", report);
  });

  return {
    ref,
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: () => {
      composing.current = false;
      // Some browsers tell the last edit only after this; without one, a text of the app has waited.
      setTimeout(() => show(ref.current, textOf(client.get(node._i)?.value) ?? ""));
    },
    onInput: () => {
      const input = ref.current;
      if (!input) return;
      // Not the value that was drawn: several edits may come between two frames.
      const before = textOf(client.get(node._i)?.value) ?? "";
      const kept = filteredText(node.input_filter, input.value, before);
      const text = capitalized(kept, node.capitalization);
      if (text !== input.value) replaceText(input, text);
      if (text === before) return;
      reportSelection();
      client.update(node, { value: text });
      client.trigger(node, "change", text);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (node.ignore_up_down_keys === true && /^Arrow(Up|Down)$/.test(event.key))
        event.preventDefault();
      if (event.key !== "Enter" || event.isComposing) return;
      if (!multiline) {
        client.trigger(node, "submit", ref.current?.value ?? "");
        ref.current?.blur();
      } else if (node.shift_enter === true && !event.shiftKey) {
        event.preventDefault();
        client.trigger(node, "submit");
      }
    },
    onFocus: () => {
      reportSelection();
      client.trigger(node, "focus");
    },
    onBlur: () => client.trigger(node, "blur"),
    onClick: ({ detail }: MouseEvent) => {
      if (detail < 2 || node.always_call_on_tap === true) client.trigger(node, "click");
    },
    onPaste: (event: ClipboardEvent) => {
      if (node.on_paste_files !== true || !event.clipboardData?.files.length) return;
      event.preventDefault();
      void pastedFiles(event.clipboardData.files).then((files) =>
        client.trigger(node, "paste_files", { files }),
      );
    },
  };
}

function show(input: Input | null, text: string): void {
  if (input && input.value !== text) replaceText(input, text);
}

function replaceText(input: Input, text: string): void {
  const focused = input.ownerDocument.activeElement === input;
  const { selectionStart, selectionEnd } = input;
  const atEnd = selectionStart === input.value.length;
  input.value = text;
  if (!focused) return;
  const place = (offset: number | null) =>
    atEnd ? text.length : Math.min(offset ?? 0, text.length);
  input.setSelectionRange(place(selectionStart), place(selectionEnd));
}

function applySelection(input: Input, value: unknown): void {
  const selection = mapOf(value);
  const base = numberOf(selection?.base_offset);
  const extent = numberOf(selection?.extent_offset);
  if (base === undefined || extent === undefined || base < 0) return;
  input.setSelectionRange(
    Math.min(base, extent),
    Math.max(base, extent),
    base > extent ? "backward" : "forward",
  );
}

function selectionOf(input: Input) {
  const { selectionStart, selectionEnd, selectionDirection } = input;
  const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
  const backward = selectionDirection === "backward";
  return {
    base_offset: backward ? end : start,
    extent_offset: backward ? start : end,
    affinity: "downstream",
    directional: false,
  };
}
