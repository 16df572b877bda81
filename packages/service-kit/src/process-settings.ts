import { z } from "zod";
import { parseDuration } from "./duration.ts";

const amount = z.number().positive().optional().catch(undefined);
const duration = z
  .string()
  .transform((text) => parseDuration(text))
  .optional()
  .catch(undefined);

const shape = z
  .object({
    min: z.number().min(0).catch(0).default(0),
    max: amount,
    perWorker: amount,
    sessions: amount,
    spare: z.number().min(0).catch(0).default(0),
    loadFactor: amount,
    idleTimeout: duration,
    startTimeout: duration,
    maxLifetime: duration,
    recycleBytes: amount,
  })
  .transform(({ idleTimeout, startTimeout, maxLifetime, ...rest }) => ({
    ...rest,
    idleMs: idleTimeout,
    startMs: startTimeout,
    lifetimeMs: maxLifetime,
  }));

/** What an app's settings say of its processes; undefined where they say nothing. */
export type ProcessSettings = Readonly<z.output<typeof shape>>;

/** Reads `process` of a release's settings; releases made before a setting existed do not have it. */
export function readProcessSettings(settings: Readonly<Record<string, unknown>>): ProcessSettings {
  return shape.parse(
    typeof settings.process === "object" && settings.process !== null ? settings.process : {},
  );
}

/** The smallest of several limits, those that nobody has set left out. */
export function leastOf(...limits: readonly (number | undefined)[]): number {
  return Math.min(...limits.filter((limit) => limit !== undefined));
}
