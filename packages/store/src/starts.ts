/** A start of an app process that somebody is about to begin. */
export interface StartWish {
  readonly id: string;
  readonly team: string;
  readonly app: string;
  readonly release: string;
}

/** How many there may be over all workers: processes that take or hold sessions, and starts that are under way. */
export interface StartBounds {
  /** Starts of the release at once. */
  readonly starts: number;
  /** Processes and starts of the release. */
  readonly releaseProcesses: number;
  /** Processes and starts of the app, whatever their release. */
  readonly appProcesses: number;
  /** Processes and starts of all apps of the team. */
  readonly teamProcesses: number;
}

/** `go`: the start is noted and counts from now on; `enough`: the release has or gets as many as it may; else what is full. */
export type StartGrant = "go" | "enough" | "app_full" | "team_full";

/** Starts of app processes that are under way, so that several who start them at once do not start too many. */
export interface Starts {
  /** Notes a start if the bounds allow it; it is forgotten when its lease ends. */
  begin(wish: StartWish, bounds: StartBounds, leaseMs: number): Promise<StartGrant>;
  /** It is still under way; does nothing if it has been forgotten. */
  prolong(wish: StartWish, leaseMs: number): Promise<void>;
  /** The start is over: its process is registered by now, or there is none. */
  end(wish: StartWish): Promise<void>;
}
