/**
 * How strongly an app process is shut in. `full`: bubblewrap, a user id of its own, no network, filtered calls, limits;
 * `jail`: the same with one user id for all apps; `landlock`: one team's worker only; `none`: development only.
 */
export type Tier = "full" | "jail" | "landlock" | "none";

/** From the weakest to the strongest. */
export const tiers: readonly Tier[] = ["none", "landlock", "jail", "full"];

/** Whether `tier` shuts in at least as much as `wanted`. */
export function isAtLeast(tier: Tier, wanted: Tier): boolean {
  return tiers.indexOf(tier) >= tiers.indexOf(wanted);
}
