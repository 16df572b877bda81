import { teamLimits, tokenRoles } from "@flotilla/objects";
import { isName } from "@flotilla/protocol";
import { z } from "zod";

/** A name of a team or an app. */
export const nameSchema = z
  .string()
  .refine(
    isName,
    "expected lower-case letters, digits and single hyphens inside, at most 40 of them",
  );

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits");
const time = z.iso.datetime();

export const teamSchema = z.object({ name: nameSchema, createdAt: time, limits: teamLimits });

export const appSchema = z.object({
  team: nameSchema,
  name: nameSchema,
  title: z.string(),
  path: z.string().describe("Where the app is on the host."),
  live: z.string().nullable().describe("The release that new sessions start on."),
  createdAt: time,
  deployedAt: time.nullable(),
  sessions: z.int().describe("How many sessions it has now."),
});

export const releaseSchema = z.object({
  id: z.string(),
  createdAt: time,
  live: z.boolean(),
  entry: z.string(),
  runtime: z.string(),
  sdkVersion: z.string(),
  files: z.int(),
  bytes: z.int(),
});

const fileSchema = z.object({
  path: z.string().min(1).max(400),
  sha256,
  size: z.int().min(0),
});

export const uploadRequestSchema = z.strictObject({
  files: z.array(fileSchema).min(1).max(20_000),
});

export const uploadSchema = z.object({
  id: z.string(),
  missing: z.array(sha256).describe("The blobs that have to be sent."),
});

export const deployRequestSchema = z.strictObject({ upload: z.string().regex(/^[0-9a-f]{32}$/) });

export const deployedSchema = z.object({
  event: z.literal("deployed"),
  team: nameSchema,
  app: nameSchema,
  release: z.string(),
  path: z.string(),
  changed: z.boolean(),
  warnings: z.array(z.string()),
});

export const rollbackRequestSchema = z.strictObject({
  release: z
    .string()
    .min(4)
    .max(24)
    .optional()
    .describe("Without it, the one that was live before."),
});

export const tokenRequestSchema = z.strictObject({
  role: z.enum(["owner", "deployer", "viewer"]),
  name: z.string().max(80).default(""),
});

export const tokenSchema = z.object({
  id: z.string(),
  team: nameSchema.nullable(),
  role: z.enum(tokenRoles),
  name: z.string(),
  createdAt: time,
});

export const newTokenSchema = tokenSchema.extend({
  token: z.string().describe("Shown this once."),
});

export const whoamiSchema = z.object({
  team: nameSchema.nullable(),
  role: z.enum(tokenRoles),
  name: z.string(),
});

export const logLineSchema = z.object({
  at: time,
  stream: z.enum(["stdout", "stderr", "system"]),
  text: z.string(),
  release: z.string(),
  process: z.string(),
  cursor: z.string(),
});

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().describe("Stable; the table of errors lists them."),
  detail: z.string().optional(),
});
