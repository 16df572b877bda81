import type { PointerSample } from "./pointer-sample.ts";

/** What a recognizer tells: events by their names on the wire. */
export interface GestureSink {
  /** Whether the app follows the event. */
  hears(event: string): boolean;
  send(event: string, data?: unknown): void;
  /** The gesture is decided: other recognizers give up. */
  win(winner: Recognizer): void;
}

/** Follows the pointers of an element and makes one kind of gesture of them. */
export interface Recognizer {
  down(sample: PointerSample): void;
  move(sample: PointerSample): void;
  up(sample: PointerSample): void;
  /** The gesture became something else, or the browser took the pointer. */
  cancel(): void;
}

/** A mouse decides for a drag sooner than a finger. */
export function slopOf(kind: string): number {
  return kind === "mouse" ? 2 : 18;
}
