import { copyBytes, type LinkAttach, type MoveTarget } from "@flotilla/protocol";

/**
 * `asked`: a gateway looks for a place; `placed`: it has one; `still`: the last checkpoint is on its way, nothing of the session
 * runs; `left`: another process may have it.
 */
type DepartureState = "asked" | "placed" | "still" | "left";

const maxHeldPackets = 1_000;

/** A session on its way to another process. While it stands still, what comes and goes is held: it may yet go on here. */
export class Departure {
  readonly to: MoveTarget;
  /** What came of its client; further ones are lost, unless they are numbered. */
  readonly incoming: Uint8Array[] = [];
  readonly outgoing: Uint8Array[] = [];
  /** A client that has come meanwhile; null if the one it had has left, and why. */
  attach: LinkAttach | undefined;
  detached: string | undefined;
  #state: DepartureState;
  #since = performance.now();

  constructor(to: MoveTarget, state: "asked" | "placed") {
    this.to = to;
    this.#state = state;
  }

  get state(): DepartureState {
    return this.#state;
  }

  /** How long it has been in its state. */
  get ageMs(): number {
    return performance.now() - this.#since;
  }

  /** Nothing of the session may run. */
  get isStill(): boolean {
    return this.#state === "still" || this.#state === "left";
  }

  enter(state: DepartureState): void {
    this.#state = state;
    this.#since = performance.now();
  }

  holdIncoming(packet: Uint8Array): void {
    if (this.incoming.length < maxHeldPackets) this.incoming.push(copyBytes(packet));
  }
}
