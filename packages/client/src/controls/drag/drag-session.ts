import type { Point } from "../../values/tap-data.ts";
import { targetsAt, tellTarget } from "./drop-events.ts";

/** What is dragged. */
interface Dragged {
  readonly source: number;
  readonly group: string;
  readonly document: Document;
}

/** One drag of a control over targets: enters, moves over, leaves them, and is dropped or not. */
export class DragSession {
  readonly #dragged: Dragged;
  #entered: readonly Element[] = [];
  #accepting: Element | undefined;

  constructor(dragged: Dragged) {
    this.#dragged = dragged;
  }

  /** The pointer is at `pointer`, the top left of what is dragged at `place`. */
  moveTo(pointer: Point, place: Point): void {
    this.moveOver(targetsAt(pointer, this.#dragged.document), place);
  }

  /** What is dragged lies over these targets, innermost first. */
  moveOver(targets: readonly Element[], place: Point): void {
    const same = this.#entered.every((element, at) => element === targets[at]);
    if (same && (this.#accepting || this.#entered.length === targets.length)) {
      for (const element of this.#entered) this.#tell(element, "move", place);
      return;
    }
    this.leave(place);
    const entered: Element[] = [];
    for (const element of targets) {
      entered.push(element);
      if (!this.#tell(element, "enter", place)) continue;
      this.#accepting = element;
      break;
    }
    this.#entered = entered;
    for (const element of entered) this.#tell(element, "move", place);
  }

  /** Lets go; true if a target took the control. */
  drop(place: Point): boolean {
    const accepting = this.#accepting;
    const others = this.#entered.filter((element) => element !== accepting);
    this.#entered = [];
    this.#accepting = undefined;
    for (const element of others) this.#tell(element, "leave", place);
    return accepting !== undefined && this.#tell(accepting, "drop", place);
  }

  /** Nothing is under the pointer any more. */
  leave(place: Point): void {
    for (const element of this.#entered) this.#tell(element, "leave", place);
    this.#entered = [];
    this.#accepting = undefined;
  }

  #tell(element: Element, type: "enter" | "move" | "leave" | "drop", place: Point): boolean {
    const { source, group } = this.#dragged;
    return tellTarget(element, { type, source, group, place });
  }
}
