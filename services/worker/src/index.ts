export { type WorkerConfig, workerConfig, workerDefaults } from "./config.ts";
export { TierError } from "./sandbox/self-test.ts";
export { type Tier, tiers } from "./sandbox/tier.ts";
export { Worker } from "./worker.ts";
export type { WorkerParts } from "./worker-parts.ts";
