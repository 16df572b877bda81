import type { Catalog } from "@flotilla/objects";
import type { MemoryWatch } from "../process/memory-watch.ts";
import type { Launcher } from "../sandbox/launcher.ts";
import type { HookParts } from "./process-hooks.ts";
import type { ReleaseCache } from "./release-cache.ts";

/** What the supervisor works with. */
export interface SupervisorParts extends Omit<HookParts, "voice" | "departures"> {
  readonly catalog: Catalog;
  readonly releases: ReleaseCache;
  readonly launcher: Launcher;
  readonly watch: MemoryWatch;
  readonly leaseMs: number;
  /** Since when the worker's lease holds: the gateways give up its processes when that has ended. */
  readonly leaseSince: () => number;
  /** A process has begun or ended. */
  readonly onChange: () => void;
}

/** Which program to start. */
export interface StartRequest {
  readonly team: string;
  readonly app: string;
  readonly release: string;
}
