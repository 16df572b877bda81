/** An app process that can take sessions. */
export interface ProcessInfo {
  readonly id: string;
  readonly workerId: string;
  readonly team: string;
  readonly app: string;
  readonly release: string;
  readonly socketPath: string;
  /** How many sessions it may hold. */
  readonly capacity: number;
  /** `taken`: it was for one session, which it has; it takes no other one. */
  readonly state: "ready" | "taken" | "draining";
}

/** A process and the seats taken in it. */
export interface ProcessRecord extends ProcessInfo {
  readonly seats: number;
}

/** How full a process may be for a new session. */
export interface SeatPolicy {
  /** A seat is given only while `seats < capacity * loadFactor`; 1 fills the process. */
  readonly loadFactor: number;
}

/** What an app wants to keep of a release. */
export interface KeepPolicy {
  /** Processes that are there even if nobody uses them. */
  readonly min: number;
  /** Free processes beside those in use, while any is in use. */
  readonly spare: number;
}

/** A seat; `full`: there are ready processes, none with room under the policy; `none`: there is no ready process. */
export type Reservation =
  | { readonly outcome: "seat"; readonly process: ProcessRecord }
  | { readonly outcome: "full" }
  | { readonly outcome: "none" };

/** The app processes of all workers and their seats. A process whose lease has ended does not exist. */
export interface Processes {
  /**
   * Adds a process or changes what is known of it; seats taken stay taken. Of one that is not known (any more), `seats` are taken
   * by sessions that it has. False if it was given up meanwhile: its sessions
   * belong to others, and it must not go on.
   */
  register(process: ProcessInfo, leaseMs: number, seats?: number): Promise<boolean>;
  /** Prolongs the leases; returns the ids that the store does not know (any more). */
  renew(ids: readonly string[], leaseMs: number): Promise<readonly string[]>;
  remove(id: string): Promise<void>;
  /** Removes a process that is taken for dead, for good: should it come back, it cannot register again. */
  giveUp(id: string): Promise<void>;
  /**
   * Takes a seat in the ready process of that release with the most free seats, unless those who wait in its line need them all.
   */
  reserve(team: string, app: string, release: string, policy: SeatPolicy): Promise<Reservation>;
  /** Gives a seat back; unknown processes are ignored. */
  unreserve(id: string): Promise<void>;
  /** Says how many seats are really taken; does nothing if they are not those any more that the caller saw. */
  recount(id: string, seen: number, seats: number): Promise<void>;
  /** Makes a ready process `draining` that nobody sits in, if its release has more than it wants to keep; false if it stays. */
  retire(id: string, keep: KeepPolicy): Promise<boolean>;
  list(team: string, app: string): Promise<readonly ProcessRecord[]>;
}
