import { FlotillaError } from "@flotilla/protocol";

/** Whether a step has failed as what the nodes share cannot be reached, or does not take changes: it may have been carried out. */
export function isStoreAway(error: unknown): boolean {
  return error instanceof FlotillaError && error.code === "STORE_UNAVAILABLE";
}
