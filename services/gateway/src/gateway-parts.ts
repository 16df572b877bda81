import type { Catalog } from "@flotilla/objects";
import type { LeaseTimes, Logger, PeerIdentity, Registry, Tracing } from "@flotilla/service-kit";
import type { Clock, Store } from "@flotilla/store";

/** What a gateway works with. */
export interface GatewayParts {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly logger: Logger;
  /** Where traces of clicks go; absent: there are none. */
  readonly tracing?: Tracing | undefined;
  /** By what peers know it; absent: they talk in the clear. */
  readonly identity?: PeerIdentity | undefined;
  readonly registry?: Registry;
  readonly clock?: Clock;
  readonly leaseTimes?: LeaseTimes;
}
