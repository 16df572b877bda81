import type { ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { mapOf, numberOf, textOf } from "../../values/scalars.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { Popup } from "../popup.tsx";
import { tooltipText } from "../tooltip-text.ts";

interface Suggestion {
  readonly index: number;
  readonly key: string;
  readonly value: string;
}

/** A field that offers what its text may become. */
export function AutoComplete({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const [text, setText] = useState(textOf(node.value) ?? "");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setText(textOf(node.value) ?? ""), [node.value]);
  const wanted = text.toLowerCase();
  const found =
    wanted === ""
      ? []
      : suggestionsOf(node.suggestions).filter(({ key }) => key.toLowerCase().includes(wanted));
  const change = (value: string) => {
    setText(value);
    client.update(node, { value });
    client.trigger(node, "change", value);
  };
  const choose = ({ index, key, value }: Suggestion) => {
    setOpen(false);
    change(value);
    client.update(node, { _selected_index: index });
    client.trigger(node, "select", { index, selection: { key, value } });
    input.current?.focus();
  };
  const listId = `fl-list-${node._i}`;
  const shows = open && found.length > 0;
  const active = Math.min(at, found.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      setAt((active + step + found.length) % Math.max(found.length, 1));
    } else if (event.key === "Enter" && shows) {
      const suggestion = found[active];
      if (suggestion) choose(suggestion);
    }
  };
  const height = numberOf(node.suggestions_max_height) ?? 200;
  return (
    <div {...frame} class={`fl-complete${ctx.disabled ? " fl-disabled" : ""}`} style={frame.style}>
      <input
        ref={input}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-label={tooltipText(node) ?? "Text"}
        aria-autocomplete="list"
        aria-expanded={shows}
        aria-controls={listId}
        {...(shows ? { "aria-activedescendant": `${listId}-${active}` } : {})}
        value={text}
        disabled={ctx.disabled}
        onInput={(event) => {
          setOpen(true);
          setAt(0);
          change(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      {shows && (
        <Popup
          anchor={client.elementOf(node)}
          placement="below"
          width="anchor"
          role="listbox"
          id={listId}
          class="fl-menu"
          style={{ maxBlockSize: `${height}px` }}
          onClose={() => setOpen(false)}
        >
          {found.map((suggestion, place) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
            <div
              key={suggestion.index}
              id={`${listId}-${place}`}
              role="option"
              aria-selected={place === active}
              class={`fl-menu-item fl-type fl-body-large${place === active ? " fl-active" : ""}`}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(suggestion)}
            >
              {suggestion.value}
            </div>
          ))}
        </Popup>
      )}
    </div>
  );
}

function suggestionsOf(value: unknown): Suggestion[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map((item, index) => {
    const map = mapOf(item);
    return { index, key: textOf(map?.key) ?? "", value: textOf(map?.value) ?? "" };
  });
}
