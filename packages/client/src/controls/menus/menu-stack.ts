import { createContext } from "preact";
import type { ControlMap } from "../../view/control-map.ts";

interface OpenMenu {
  readonly depth: number;
  readonly node: ControlMap;
  readonly hide: () => void;
}

/** The menus of one bar or button that are open, the outermost first. */
export class MenuStack {
  readonly #closed: (node: ControlMap) => void;
  #open: OpenMenu[] = [];

  constructor(closed: (node: ControlMap) => void) {
    this.#closed = closed;
  }

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /** What the menus came from: the focus goes back there. */
  get root(): ControlMap | undefined {
    return this.#open[0]?.node;
  }

  /** Opens a menu in place of those beside and below it. */
  open(menu: OpenMenu): void {
    this.closeFrom(menu.depth);
    this.#open.push(menu);
  }

  /** Closes the menus of this depth and below, the innermost first. */
  closeFrom(depth: number): void {
    for (const menu of this.#open.filter((open) => open.depth >= depth).reverse()) {
      menu.hide();
      this.#closed(menu.node);
    }
    this.#open = this.#open.filter((open) => open.depth < depth);
  }
}

/** Where a menu item stands. */
export interface MenuPlace {
  readonly stack: MenuStack;
  /** 0 in a bar or alone. */
  readonly depth: number;
  readonly inBar: boolean;
}

/** Tells items of the menus around them; undefined for one that stands alone. */
export const MenuPlaceProvider = createContext<MenuPlace | undefined>(undefined);

/** Whether the pointer itself has moved: a menu that opens under it is entered without. */
export function hasMoved({ movementX, movementY }: PointerEvent): boolean {
  return movementX !== 0 || movementY !== 0;
}
