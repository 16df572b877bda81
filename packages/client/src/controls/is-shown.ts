import { controlOf } from "../view/children.tsx";

/** Whether a property that is text or a control shows something. */
export function isShown(value: unknown): boolean {
  return typeof value === "string" ? value !== "" : controlOf(value) !== undefined;
}
