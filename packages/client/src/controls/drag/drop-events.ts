import type { Point } from "../../values/tap-data.ts";

/** Name of the DOM event by which a dragged control speaks to a target. */
export const dropEvent = "fl-drop";

/** What a dragged control tells the element of a target. */
export interface DropMessage {
  readonly type: "enter" | "move" | "leave" | "drop";
  readonly source: number;
  readonly group: string;
  /** Top left of what is dragged, on the page. */
  readonly place: Point;
  /** Called by the target if it takes the control. */
  readonly accept: () => void;
}

/** Tells the element of a target; true if it takes what is dragged. */
export function tellTarget(element: Element, message: Omit<DropMessage, "accept">): boolean {
  let accepted = false;
  const accept = () => {
    accepted = true;
  };
  element.dispatchEvent(
    new CustomEvent<DropMessage>(dropEvent, { detail: { ...message, accept } }),
  );
  return accepted;
}

/** The elements of the targets under a point of the page, innermost first. */
export function targetsAt({ x, y }: Point, document: Document): Element[] {
  const found: Element[] = [];
  let element = document.elementFromPoint(x, y)?.closest("[data-drop]");
  while (element) {
    found.push(element);
    element = element.parentElement?.closest("[data-drop]");
  }
  return found;
}
