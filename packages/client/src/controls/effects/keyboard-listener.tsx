import type { ComponentChild } from "preact";
import { cell } from "../../layout/cell.ts";
import { keyLabel } from "../../page/key-label.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";
import { useFocus } from "../use-press.ts";

/** Tells of keys that are pressed while it or something in it has the focus. */
export function KeyboardListener({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  useFocus(node);
  const tell = (name: string, event: KeyboardEvent) => {
    const key = modifierLabel(event.key) ?? keyLabel(event);
    if (key) client.trigger(node, name, { key });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what others get
    <div
      {...frame}
      tabIndex={-1}
      class="fl-listener"
      style={{ ...cell, ...frame.style }}
      onKeyDown={(event) => tell(event.repeat ? "key_repeat" : "key_down", event)}
      onKeyUp={(event) => tell("key_up", event)}
    >
      {soleChild(node.content, ctx)}
    </div>
  );
}

function modifierLabel(key: string): string | undefined {
  return { Shift: "Shift Left", Control: "Control Left", Alt: "Alt Left", Meta: "Meta Left" }[key];
}
