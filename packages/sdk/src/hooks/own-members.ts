import { nodeKey } from "../core/tree-node.ts";
import type { AutoComplete } from "../generated/material.ts";
import type { BrowserContextMenu } from "../generated/services.ts";

/** What `AutoComplete` knows beside its properties. */
export interface AutoCompleteMembers {
  /** The index of the suggestion that was chosen last; null before. */
  readonly selectedIndex: number | null;
}

export const autoCompleteMembers: AutoCompleteMembers = {
  get selectedIndex() {
    const { values } = (this as unknown as AutoComplete)[nodeKey];
    return (values.lastSelectedIndex as number | undefined) ?? null;
  },
};

/** What `BrowserContextMenu` knows beside its methods. */
export interface BrowserContextMenuMembers {
  /** Whether the browser's own menu was switched off last. */
  readonly disabled: boolean;
}

export const browserContextMenuMembers: BrowserContextMenuMembers = {
  get disabled() {
    return (this as unknown as BrowserContextMenu)[nodeKey].values.isDisabled === true;
  },
};

export function menuEnabled(menu: BrowserContextMenu): void {
  menu[nodeKey].values.isDisabled = undefined;
}

export function menuDisabled(menu: BrowserContextMenu): void {
  menu[nodeKey].values.isDisabled = true;
}
