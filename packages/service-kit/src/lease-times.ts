/** How long a service that has fallen silent keeps what it has, and how often it renews that; the same for all services. */
export interface LeaseTimes {
  readonly leaseMs: number;
  readonly renewMs: number;
}

/** The documented times. */
export const defaultLeaseTimes: LeaseTimes = { leaseMs: 10_000, renewMs: 3_000 };
