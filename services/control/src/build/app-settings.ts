import { FlotillaError, isName, messageOf } from "@flotilla/protocol";
import { parseDuration } from "@flotilla/service-kit/duration";
import { z } from "zod";
import type { StaticRunOptions } from "./run-options.ts";

/** The file beside the entry that an app may have. */
export const settingsFile = "flotilla.json";

const entryNames = ["main.ts", "main.tsx", "main.js"] as const;

function duration(minMs: number, expected: string) {
  return z
    .string()
    .regex(/^\d{1,9}(\.\d{1,3})?\s*(ms|s|m|h|d)$/, { error: expected, abort: true })
    .refine((text) => (parseDuration(text) ?? 0) >= minMs, expected)
    .meta({ examples: ["45s", "30m", "12h"] });
}

/** A path inside the app folder, as people write it. */
const innerPath = z
  .string()
  .min(1)
  .regex(/^(?!\/)(?!.*(^|\/)\.{1,2}(\/|$))[^\\]+$/, "expected a path inside the app's folder");

const processSchema = z.strictObject({
  min: z
    .int()
    .min(0)
    .max(100)
    .default(0)
    .describe("Processes that are kept even if nobody uses the app; with 0 it sleeps."),
  max: z.int().min(1).optional().describe("Processes over all workers, whatever their release."),
  perWorker: z.int().min(1).optional().describe("Processes on one worker."),
  sessions: z
    .int()
    .min(1)
    .optional()
    .describe(
      "Sessions of one process. With 1 each session has a fresh process of its own, which ends with it.",
    ),
  spare: z
    .int()
    .min(0)
    .max(100)
    .default(0)
    .describe("Processes that wait for visitors beside those in use, while the app is used."),
  loadFactor: z
    .number()
    .min(0.01)
    .max(1)
    .optional()
    .describe("Share of a process's seats after which the next process is started."),
  idleTimeout: duration(1_000, 'expected a duration of 1 s or more, such as "5m"')
    .optional()
    .describe("How long a process is kept after its last session."),
  startTimeout: duration(1_000, 'expected a duration of 1 s or more, such as "60s"')
    .optional()
    .describe("How long a process may take to be ready."),
  maxLifetime: duration(60_000, 'expected a duration of 1 min or more, such as "12h"')
    .optional()
    .describe("After that a process takes no more sessions and ends with its last one."),
  recycleBytes: z
    .int()
    .min(32 * 2 ** 20)
    .optional()
    .describe("The same for one whose resident memory is larger than that."),
});

/** What `flotilla.json` may say. Each field is optional; what is not listed here is a mistake. */
export const settingsSchema = z
  .strictObject({
    $schema: z.string().optional().describe("Address of this schema, for editors."),
    name: z
      .string()
      .refine(isName, "expected lower-case letters, digits and single hyphens, at most 40")
      .optional()
      .describe("The app's name; without it, the name of its folder."),
    title: z.string().min(1).max(80).optional().describe("How lists of apps call it."),
    entry: innerPath
      .optional()
      .describe("The file that calls ft.run; without it main.ts, main.tsx or main.js."),
    assets: innerPath
      .optional()
      .describe(
        'The folder whose files are served below the app\'s address; without it what ft.run says, or "assets".',
      ),
    routeUrlStrategy: z
      .enum(["path", "hash"])
      .optional()
      .describe('Where routes stand in the address; without it what ft.run says, or "path".'),
    session: z
      .strictObject({
        ttl: duration(1_000, 'expected a duration of 1 s or more, such as "60m"')
          .optional()
          .describe(
            "How long a session waits for its user after the last disconnect, 1 s or more; without it what the host says, or 60 minutes.",
          ),
        durability: z
          .enum(["async", "sync"])
          .default("async")
          .describe(
            'Whether what a client is shown waits until the state behind it is stored ("sync") or only until it has left the app\'s process ("async").',
          ),
      })
      .prefault({}),
    deploy: z
      .strictObject({
        sessions: z
          .enum(["stay", "move"])
          .default("stay")
          .describe(
            'What becomes of the sessions of other releases when this one goes live: they stay on theirs until they end ("stay"), or each moves at a moment at which nothing of it runs ("move").',
          ),
        deadline: duration(1_000, 'expected a duration of 1 s or more, such as "10m"')
          .default("10m")
          .describe(
            "After that time sessions that are to move do so in the middle of what they do.",
          ),
      })
      .prefault({})
      .describe("How this release takes the place of the one before."),
    process: processSchema
      .optional()
      .describe("The app's processes; the host's and the team's bounds stay."),
    snapshot: z
      .enum(["auto", "off"])
      .default("auto")
      .describe(
        'What visitors see before the app has answered: the page as new sessions have it, if they all have the same ("auto"), or only the app\'s title ("off").',
      ),
    upload: z
      .strictObject({
        maxBytes: z
          .int()
          .min(1)
          .optional()
          .describe("Size of the largest file that is taken; the host's own limit stays."),
      })
      .optional()
      .describe("Files that clients send."),
    eventTimeout: duration(1_000, 'expected a duration of 1 s or more, such as "30s"')
      .optional()
      .describe(
        "How long the app's event loop may be silent before its process is ended; without it, the host's own time.",
      ),
    egress: z
      .array(
        z
          .string()
          .max(253)
          .regex(
            /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i,
            'expected a host such as "api.example.com" or "*.example.com"',
          ),
      )
      .max(100)
      .optional()
      .describe(
        "The hosts that requests of the app may go to; an empty list: none. Without it, the public internet.",
      )
      .meta({ examples: [["api.example.com", "*.example.org"]] }),
    threads: z
      .int()
      .min(0)
      .max(16)
      .default(2)
      .describe("How many threads page.runThread may use at once."),
    typecheck: z
      .enum(["off", "warn", "error"])
      .default("warn")
      .describe('Whether type errors are shown by a deploy ("warn") or stop it ("error").'),
  })
  .describe("Settings of a Flotilla app.");

/** An app's settings; what the program itself may say is still open. */
export type AppSettings = z.output<typeof settingsSchema>;

/** An app's settings with nothing left open. */
export type CompleteSettings = AppSettings &
  Required<Pick<AppSettings, "assets" | "routeUrlStrategy">>;

/** Fills what `flotilla.json` leaves open with what the program says. */
export function completeSettings(
  settings: AppSettings,
  program: StaticRunOptions,
): CompleteSettings {
  return {
    ...settings,
    assets: settings.assets ?? program.assetsDir ?? "assets",
    routeUrlStrategy: settings.routeUrlStrategy ?? program.routeUrlStrategy ?? "path",
  };
}

/** Reads the text of a `flotilla.json`; no text means no file. Throws `SETTINGS_INVALID` naming every bad field. */
export function parseSettings(text: string | undefined): AppSettings {
  const parsed = settingsSchema.safeParse(text === undefined ? {} : parseJson(text));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const where = issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
    return `  ${where}${issue.message}`;
  });
  throw new FlotillaError("SETTINGS_INVALID", `${settingsFile}:\n${problems.join("\n")}`);
}

/** Picks the entry among the app's files. Throws `ENTRY_MISSING` saying what would be one. */
export function chooseEntry(settings: AppSettings, paths: readonly string[]): string {
  const { entry } = settings;
  if (entry?.endsWith(".py") || (entry === undefined && isPythonApp(paths))) {
    throw new FlotillaError(
      "ENTRY_MISSING",
      `${entry ?? "main.py"}: Python apps cannot be deployed to this host yet; write main.ts instead`,
    );
  }
  if (entry !== undefined) {
    if (paths.includes(entry)) return entry;
    throw new FlotillaError(
      "ENTRY_MISSING",
      `${settingsFile} names the entry "${entry}", but the app has no such file`,
    );
  }
  const found = entryNames.find((name) => paths.includes(name));
  if (found !== undefined) return found;
  throw new FlotillaError(
    "ENTRY_MISSING",
    `the app has no entry: expected ${entryNames.join(", ")}, or "entry" in ${settingsFile}`,
  );
}

function isPythonApp(paths: readonly string[]): boolean {
  return paths.includes("main.py") && !entryNames.some((name) => paths.includes(name));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJson(cause);
  }
}

function notJson(cause: unknown): FlotillaError {
  return new FlotillaError("SETTINGS_INVALID", `${settingsFile}: ${messageOf(cause)}`, { cause });
}
