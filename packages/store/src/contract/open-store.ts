import type { ManualClock } from "../clock.ts";
import type { Store } from "../store.ts";

/** A driver under test: an empty store on a clock that the suite moves, closed when disposed. */
export interface OpenStore extends AsyncDisposable {
  readonly store: Store;
  readonly clock: ManualClock;
}

/** How a suite gets a fresh store for each test. */
export type StoreFactory = () => Promise<OpenStore>;
