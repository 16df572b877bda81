import type { Catalog } from "@flotilla/objects";
import type { LeaseTimes, Logger, PeerIdentity, Registry, Tracing } from "@flotilla/service-kit";
import type { Store } from "@flotilla/store";
import type { WorkerConfig } from "./config.ts";
import type { Machine } from "./sandbox/machine.ts";

/** What a worker works with; the parts are opened and closed by whoever made them. */
export interface WorkerParts {
  readonly config: WorkerConfig;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Where traces go; absent: there are none. */
  readonly tracing?: Tracing | undefined;
  /** By what peers know it; absent: they talk in the clear. */
  readonly identity?: PeerIdentity | undefined;
  readonly id?: string;
  /** What the machine offers; looked up if not given. */
  readonly machine?: Machine;
  readonly leaseTimes?: LeaseTimes;
}
