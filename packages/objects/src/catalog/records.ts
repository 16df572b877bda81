import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();

const file = z.object({ path: z.string(), sha256, size: z.number().int().nonnegative() });

const count = z.int().min(0).max(1_000_000);

/** What an administrator allows a team, beside what the host allows everybody; what is left out is not limited further. */
export const teamLimits = z.strictObject({
  processes: count
    .optional()
    .describe("App processes of all apps of the team together, over all workers."),
  processesPerApp: count.min(1).optional().describe("App processes of one app, over all workers."),
  warmProcesses: count
    .optional()
    .describe("Processes of one app that may be kept although nobody uses them."),
  sessionsPerProcess: count.min(1).optional().describe("Sessions of one app process."),
  idleTimeout: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,3})?\s*(ms|s|m|h|d)$/, 'expected a duration such as "5m"')
    .optional()
    .describe("How long a process without sessions is kept at most."),
});
export type TeamLimits = z.output<typeof teamLimits>;

/** A tenant. */
export const teamRecord = z.object({
  name: z.string(),
  createdAt: time,
  limits: teamLimits.default({}),
});
export type Team = z.output<typeof teamRecord>;

/** A named program of a team, with the release that new sessions start on. */
export const appRecord = z.object({
  name: z.string(),
  live: z.string().nullable(),
  /** Releases that were live before, newest first: what a rollback goes back to. */
  history: z.array(z.string()).default([]),
  createdAt: time,
  /** What the host set for this app, over its own `flotilla.json`. */
  settings: z.record(z.string(), z.unknown()),
});
export type App = z.output<typeof appRecord>;

/** An immutable build of an app. Its id is a hash of everything but the time it was made. */
export const releaseRecord = z.object({
  id: z.string().regex(/^[0-9a-f]{24}$/),
  team: z.string(),
  app: z.string(),
  createdAt: time,
  /** The author's entry file. */
  entry: z.string(),
  runtime: z.enum(["node"]),
  sdkVersion: z.string(),
  /** The app's `flotilla.json` with its defaults filled in. */
  settings: z.record(z.string(), z.unknown()),
  /** The author's files as they were uploaded. */
  files: z.array(file),
  /** What the app process reads: `main.mjs`, further entries, source maps, the author's data files. */
  bundle: z.array(file),
  /** What the gateway serves below the app's address; paths without the assets folder's name. */
  assets: z.array(file.extend({ type: z.string() })),
  /** The folder of the assets inside the release, if it has any. */
  assetsDir: z.string().optional(),
});
export type Release = z.output<typeof releaseRecord>;

/** One file of a release, found in the team's blobs by its hash. */
export type ReleaseFile = z.output<typeof file>;

/** A file that is served, with its media type. */
export type ReleaseAsset = Release["assets"][number];

export const tokenRoles = ["viewer", "deployer", "owner", "admin"] as const;
/** What a token may do; each role may do what those before it may. */
export type TokenRole = (typeof tokenRoles)[number];

/** A token as it is kept: by the hash of its text, never the text. `team` is null for administrators. */
export const tokenRecord = z.object({
  id: z.string(),
  team: z.string().nullable(),
  role: z.enum(tokenRoles),
  name: z.string(),
  createdAt: time,
});
export type Token = z.output<typeof tokenRecord>;

/** Files that a deploy has announced; blobs are accepted for them only. */
export const uploadRecord = z.object({
  id: z.string(),
  team: z.string(),
  app: z.string(),
  createdAt: time,
  files: z.array(file),
});
export type Upload = z.output<typeof uploadRecord>;
