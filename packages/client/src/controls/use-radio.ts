import { textOf } from "../values/scalars.ts";
import { type ClientContext, useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { useControl } from "../view/use-control.ts";

/** Whether a radio button is the choice of the group around it, and how to make it that. */
export interface RadioState {
  readonly on: boolean;
  /** Radio inputs of one group share it, so that arrow keys go between them. */
  readonly groupName: string;
  readonly choose: () => void;
  readonly onClick: () => void;
}

/** The state of a radio button within its RadioGroup. */
export function useRadio(node: ControlMap): RadioState {
  const client = useClient();
  const group = useControl(groupOf(node, client)?._i);
  const value = textOf(node.value) ?? "";
  const on = group !== undefined && textOf(group.value) === value;
  const choose = (choice: string | null) => {
    if (!group) return;
    client.update(group, { value: choice });
    client.trigger(group, "change", choice);
  };
  return {
    on,
    groupName: `fl-group-${group?._i ?? node._i}`,
    choose: () => choose(value),
    onClick: () => {
      if (on && node.toggleable === true) choose(null);
    },
  };
}

function groupOf(node: ControlMap, client: ClientContext): ControlMap | undefined {
  let parent = client.parentOf(node);
  while (parent && parent._c !== "RadioGroup") parent = client.parentOf(parent);
  return parent;
}
