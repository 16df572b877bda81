import type { ProcessRecord } from "./processes.ts";

/** What a line waits for: a seat in a process of one release. */
export interface LineName {
  readonly team: string;
  readonly app: string;
  readonly release: string;
}

/** What became of one who waits: a seat, the place in the line from 1 on, or no place because the line is full. */
export type Turn =
  | { readonly outcome: "seat"; readonly process: ProcessRecord }
  | { readonly outcome: "waiting"; readonly position: number }
  | { readonly outcome: "full" };

/** Where those who asked stand, in their order, and how many wait in all. */
export interface Turns {
  readonly turns: readonly Turn[];
  readonly length: number;
}

/** Those who wait for seats, in the order in which they came, whichever gateway they came to. */
export interface Lines {
  /**
   * Lets tickets join the line or go on waiting until their lease ends, and gives those whose turn it is a seat. Whoever is
   * behind others gets one only if there are seats for them all.
   */
  turn(
    line: LineName,
    tickets: readonly string[],
    maxLength: number,
    leaseMs: number,
  ): Promise<Turns>;
  leave(line: LineName, tickets: readonly string[]): Promise<void>;
}
