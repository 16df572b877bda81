import { useRef } from "preact/hooks";
import { useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import { type Opening, useOpen } from "../use-open.ts";

/** A dialog that a value is chosen in. */
export interface Picking {
  readonly opening: Opening;
  /** Closes the dialog with the values chosen; `data` is what the app hears with `change`. */
  choose(values: Readonly<Record<string, unknown>>, data: unknown): void;
}

/** Follows `open` of a picker; its value goes to the app together with `open`, then `change`, then `dismiss`. */
export function usePicker(node: ControlMap): Picking {
  const client = useClient();
  const chosen = useRef<{ values: Readonly<Record<string, unknown>>; data: unknown }>(undefined);
  const end = () => {
    const result = chosen.current;
    chosen.current = undefined;
    client.update(node, { ...result?.values, open: false });
    if (result) client.trigger(node, "change", result.data);
    client.trigger(node, "dismiss", result === undefined, "always");
  };
  const opening = useOpen(node, { end });
  return {
    opening,
    choose: (values, data) => {
      chosen.current = { values, data };
      opening.close();
    },
  };
}
