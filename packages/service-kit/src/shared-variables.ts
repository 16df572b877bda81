import { z } from "zod";
import { machineName } from "./machine.ts";
import { tlsVariables } from "./tls/tls-variables.ts";
import { integerVariable } from "./variables.ts";

/** Levels of logs that can be asked for. */
export const logLevelVariable = z
  .enum(["error", "warn", "info", "debug", "silent"])
  .default("info")
  .describe("Least important level that is logged");

/** What a service calls the machine that it is on. */
export const machineVariable = z
  .string()
  .regex(/^[a-z0-9]{1,40}$/, "expected lower-case letters and digits")
  .default(machineName)
  .describe(
    "Name of the machine: a gateway reaches app processes of workers with the same name by their socket files, others through the worker; found out if not set",
  )
  .meta({ shown: "" });

/** What an image's builder sets. */
const commitVariable = z
  .string()
  .regex(/^[0-9a-f]{7,40}$/, "expected a revision's hash")
  .optional()
  .describe("Revision that was built, as shown by flotilla_build_info");

/** What apps may keep for nobody. */
export const warmProcessesVariable = integerVariable(10).describe(
  "Processes of one app that may be kept although nobody uses them; gateways start them, workers let them be",
);

/** Where traces of clicks go. */
export const tracingVariables = {
  FLOTILLA_OTEL_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "Collector that takes traces by OTLP over HTTP, such as http://127.0.0.1:4318; without it there are none",
    ),
  FLOTILLA_OTEL_RATIO: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe("Share of clicks that are traced, from 0 to 1"),
};

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
    .regex(/^(rediss?(\+sentinel)?|redis\+cluster):\/\/./, "expected redis://HOST:PORT")
    .optional()
    .describe(
      "Redis that the services share: redis://, rediss://, redis+sentinel://HOST,HOST/NAME, rediss+sentinel:// or redis+cluster://HOST,HOST; without it a service is alone",
    ),
  ...tlsVariables,
  FLOTILLA_LOG_LEVEL: logLevelVariable,
  FLOTILLA_COMMIT: commitVariable,
};
