import { z } from "zod";

/** Levels of logs that can be asked for. */
export const logLevelVariable = z
  .enum(["error", "warn", "info", "debug", "silent"])
  .default("info")
  .describe("Least important level that is logged");

/** What each service is told in the same words. */
export const sharedVariables = {
  FLOTILLA_INTERNAL_TOKEN: z
    .string()
    .min(32, "expected at least 32 characters")
    .describe("Token of the services among themselves"),
  FLOTILLA_OBJECTS_URL: z
    .string()
    .regex(/^file:\/\/\//, "expected file:///FOLDER")
    .describe("Object store: file:///FOLDER"),
  FLOTILLA_REDIS_URL: z
    .string()
    .regex(/^(rediss?|redis\+sentinel|redis\+cluster):\/\/./, "expected redis://HOST:PORT")
    .optional()
    .describe(
      "Redis that the services share: redis://, rediss://, redis+sentinel://HOST,HOST/NAME or redis+cluster://HOST,HOST; without it a service is alone",
    ),
  FLOTILLA_LOG_LEVEL: logLevelVariable,
};
