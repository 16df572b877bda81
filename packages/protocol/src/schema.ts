import { z } from "zod";
import { type ErrorCode, errorTable } from "./errors.ts";
import { isName, isReservedTeam } from "./names.ts";
import { isSessionId } from "./session-id.ts";

const codes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

/** Name of an app. */
export const appName = z
  .string()
  .refine(isName, "expected 1 to 40 lower-case letters or digits with single hyphens inside");

/** Name of a team. */
export const teamName = appName.refine((name) => !isReservedTeam(name), "this name is reserved");

/** Id of a session. */
export const sessionId = z.string().refine(isSessionId, "expected a session id");

/** A failed answer of the API: `application/problem+json` with one of our codes. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(codes),
  detail: z.string().optional(),
});
