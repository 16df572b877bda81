import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { inputModeOf } from "../input-attributes.ts";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly inputMode: ReturnType<typeof inputModeOf>;
  readonly text: string;
  readonly error: string | undefined;
  readonly autofocus?: boolean;
  readonly onInput: (text: string) => void;
  readonly onEnter: () => void;
}

/** A field of a picker for a date in figures. */
export function DateField(props: Props): ComponentChild {
  const { id, label, hint, text, error } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!props.autofocus) return;
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <div class={`fl-picker-field${error ? " fl-erroneous" : ""}`}>
      <label for={id}>{label}</label>
      <input
        ref={input}
        id={id}
        type="text"
        autocomplete="off"
        {...(props.inputMode ? { inputMode: props.inputMode } : {})}
        placeholder={hint}
        value={text}
        {...(error ? { "aria-invalid": true, "aria-describedby": `${id}-error` } : {})}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") props.onEnter();
        }}
      />
      {error && (
        <span id={`${id}-error`} class="fl-picker-error">
          {error}
        </span>
      )}
    </div>
  );
}
