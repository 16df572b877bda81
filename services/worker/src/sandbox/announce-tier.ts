import process from "node:process";
import type { Logger } from "@flotilla/service-kit";
import type { SelfTestResult } from "./self-test.ts";
import type { Tier } from "./tier.ts";

/** Says in the log what the walls around app processes are worth. */
export function announceTier(
  { tier, shortfalls }: SelfTestResult,
  wanted: { readonly minTier: Tier; readonly maxTier: Tier; readonly cgroups: string },
  logger: Logger,
): void {
  for (const shortfall of shortfalls) logger.warn(shortfall, "isolation tier not reached");
  const fields = { tier, ...wanted };
  if (tier === "none") logger.warn(fields, "INSECURE: app processes are not isolated");
  else if (tier === "landlock") logger.warn(fields, "INSECURE: isolation fit for one team only");
  else logger.info(fields, "isolation proven");
  if (process.pid === 1) {
    logger.warn("process 1 without a reaper: ended app processes stay as zombies, use an init");
  }
}
