import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { messageOf } from "@flotilla/protocol";
import { type CgroupDriver, noCgroups } from "../cgroup/cgroup-driver.ts";
import { Launcher } from "./launcher.ts";
import type { Machine, ToolName } from "./machine.ts";
import { defaultLimits } from "./process-limits.ts";
import { isFilterArchitecture } from "./seccomp/app-filter.ts";
import { isAtLeast, type Tier, tiers } from "./tier.ts";

/** What the self-test needs to know. */
export interface SelfTestOptions {
  readonly machine: Machine;
  readonly cgroups: CgroupDriver;
  readonly runFolder: string;
  readonly runtimeFolder: string;
  readonly minTier: Tier;
  readonly maxTier: Tier;
}

/** The strongest tier that holds here, and for each stronger one why it does not. */
export interface SelfTestResult {
  readonly tier: Tier;
  readonly disableUserns: boolean;
  readonly shortfalls: readonly { readonly tier: Tier; readonly reason: string }[];
}

/** The tier that was asked for is not to be had; the message names each reason. */
export class TierError extends Error {
  override readonly name = "TierError";
  readonly result: SelfTestResult;

  constructor(minTier: Tier, maxTier: Tier, result: SelfTestResult) {
    const { tier, shortfalls } = result;
    const reasons = shortfalls.map(({ tier, reason }) => `\n  ${tier}: ${reason}`).join("");
    super(
      isAtLeast(maxTier, minTier)
        ? `isolation: "${minTier}" is required, this machine reaches "${tier}":${reasons}\nMake up for what is missing (flotilla doctor tells more), or require less by --min-tier.`
        : `isolation: "${minTier}" is required, but "${maxTier}" is the strongest that may be tried: raise --max-tier, or require less by --min-tier`,
    );
    this.result = result;
  }
}

const neededTools: Readonly<Record<Tier, readonly ToolName[]>> = {
  full: ["bwrap", "setpriv", "prlimit", "sh"],
  jail: ["bwrap", "prlimit", "sh"],
  landlock: ["perl", "prlimit", "sh", "setpriv"],
  none: [],
};

const probeLimits = { ...defaultLimits, threads: 0 };

/**
 * Runs a process behind each tier's walls, from the strongest allowed one down, until one holds: it must come up (a jail that
 * does not start looks perfectly safe) and must not reach a secret file, the supervisor, its environment or its network.
 */
export async function selfTest(options: SelfTestOptions): Promise<SelfTestResult> {
  const shortfalls: { tier: Tier; reason: string }[] = [];
  const folder = await mkdtemp(join(options.runFolder, "probe-"));
  try {
    for (const tier of tiers.toReversed()) {
      if (!isAtLeast(options.maxTier, tier)) continue;
      // In most pods /proc/sys is read-only and nested namespaces cannot be forbidden by sysctl; the call filter refuses them anyway.
      for (const disableUserns of tier === "full" || tier === "jail" ? [true, false] : [false]) {
        const reason = await tryTier(options, tier, disableUserns, folder);
        if (reason === undefined) return accept(options, { tier, disableUserns, shortfalls });
        if (!disableUserns) shortfalls.push({ tier, reason });
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const last = shortfalls.at(-1);
  throw new Error(`isolation: not even an unprotected process starts here: ${last?.reason}`);
}

function accept({ minTier, maxTier }: SelfTestOptions, result: SelfTestResult): SelfTestResult {
  if (!isAtLeast(result.tier, minTier)) throw new TierError(minTier, maxTier, result);
  return result;
}

/** Why the tier does not hold; undefined if it does. */
async function tryTier(
  options: SelfTestOptions,
  tier: Tier,
  disableUserns: boolean,
  folder: string,
): Promise<string | undefined> {
  const { machine } = options;
  const missing = neededTools[tier].filter((name) => machine.tools[name] === undefined);
  if (missing.length > 0) return `${missing.join(", ")} not installed`;
  if (tier === "full" && !machine.root) return "the worker may not change its user id";
  if (tier === "full" && machine.uids.count < 1_000) return "no range of user ids for apps";
  if (tier !== "none" && !isFilterArchitecture(machine.architecture)) {
    return `no call filter for ${machine.architecture}`;
  }
  try {
    return await probe(options, tier, disableUserns, folder);
  } catch (error) {
    return messageOf(error);
  }
}

async function probe(
  options: SelfTestOptions,
  tier: Tier,
  disableUserns: boolean,
  folder: string,
): Promise<string | undefined> {
  const release = join(folder, "release");
  const secret = join(folder, "secret");
  const canary = randomBytes(16).toString("hex");
  await mkdir(release, { recursive: true });
  await writeFile(secret, canary, { mode: 0o600 });
  let dialled = 0;
  const server = createServer((socket) => {
    dialled += 1;
    socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    const launcher = new Launcher({
      ...options,
      cgroups: tier === "full" ? options.cgroups : noCgroups,
      tier,
      disableUserns,
    });
    const target = {
      supervisor: process.pid,
      port,
      secret,
      canary,
      release: releaseView(tier, release),
    };
    const answer = await runProbe(launcher, release, target);
    return judge(tier, answer, dialled);
  } finally {
    server.close();
  }
}

async function runProbe(
  launcher: Launcher,
  releaseFolder: string,
  target: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const code = readFileSync(new URL("./probe.mjs", import.meta.url), "utf8");
  const process = await launcher.launch({
    id: `probe-${launcher.tier}`,
    releaseFolder,
    limits: probeLimits,
    probe: { code, argument: JSON.stringify(target) },
  });
  const timer = setTimeout(() => process.kill(), 10_000);
  const [stdout, stderr, ended] = await Promise.all([
    text(process.stdout),
    text(process.stderr),
    process.ended,
  ]);
  clearTimeout(timer);
  if (!stdout.includes("\n")) {
    const said = stderr.trim().split("\n").slice(0, 3).join(" ");
    throw new Error(`the probe did not come up: ${said || (ended.signal ?? `code ${ended.code}`)}`);
  }
  return JSON.parse(stdout) as Record<string, unknown>;
}

function judge(tier: Tier, found: Record<string, unknown>, dialled: number): string | undefined {
  if (found.hello !== true) return "the probe said nothing";
  if (tier === "none") return undefined;
  const holes = [
    found.uid === 0 && "it runs as root",
    found.secret !== "ENOENT" && found.secret !== "EACCES" && "it reads the worker's files",
    found.environment === true && "it sees the worker's environment",
    found.write === "done" && "it writes its release",
    found.signal === "done" && "it signals the worker",
    (found.network === "done" || dialled > 0) && "it reaches the worker's network",
    tier !== "landlock" && !/^0+$/.test(String(found.capabilities)) && "it has capabilities",
    tier !== "landlock" && found.privileges !== "1" && "it can gain privileges",
    tier !== "landlock" && found.filter !== "2" && "its calls are not filtered",
  ].filter((hole) => hole !== false);
  return holes.length === 0 ? undefined : holes.join(", ");
}

function releaseView(tier: Tier, folder: string): string {
  return tier === "full" || tier === "jail" ? "/app" : folder;
}
