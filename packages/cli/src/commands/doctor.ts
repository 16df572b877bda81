import { spawnSync } from "node:child_process";
import { access, constants, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { findInstallation } from "@flotilla/host/app-folder";
import { findRunningHosts, userFolder } from "@flotilla/host/run-file";
import { type CommandContext, CommandError } from "../context.ts";
import { nearest } from "../target.ts";
import { jsonLine, table } from "../terminal.ts";

interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "failed";
  readonly text: string;
}

/** Looks at what a host needs on this machine and says what to do about what is missing. */
export async function doctor(
  options: { readonly json?: boolean },
  context: CommandContext,
): Promise<void> {
  const { terminal } = context;
  const findings = [
    nodeVersion(),
    ...(await builtParts()),
    await writableData(context),
    await writableTemporary(),
    program("bwrap", "isolation of app processes", "install bubblewrap"),
    program("npm", "packages of apps with a lockfile", "install npm"),
    await runningHost(context),
  ];
  if (options.json === true) {
    const ok = findings.every((finding) => finding.state !== "failed");
    terminal.out(jsonLine({ event: "doctor", ok, checks: findings }));
  } else {
    terminal.out(table(findings.map(({ check, state, text }) => [state, check, text])));
  }
  const failed = findings.filter((finding) => finding.state === "failed");
  if (failed.length > 0) {
    throw new CommandError(`${failed.map((finding) => finding.check).join(", ")}: see above`);
  }
}

function nodeVersion(): Finding {
  const [major = 0] = process.versions.node.split(".").map(Number);
  const text = `Node.js ${process.versions.node}`;
  if (major >= 26) return { check: "node", state: "ok", text };
  return { check: "node", state: "failed", text: `${text}: run npm install to get version 26` };
}

async function builtParts(): Promise<readonly Finding[]> {
  const { clientDir, runtimeDir, sdkTypes } = await findInstallation();
  const parts = [
    { check: "web client", path: join(clientDir, "manifest.json") },
    { check: "runtime", path: join(runtimeDir, "main.mjs") },
    { check: "sdk types", path: sdkTypes["@flotilla/sdk"] ?? "" },
  ];
  return await Promise.all(
    parts.map(
      async ({ check, path }): Promise<Finding> =>
        (await isAllowed(path, constants.R_OK))
          ? { check, state: "ok", text: "built" }
          : { check, state: "failed", text: "not built: run npm run build" },
    ),
  );
}

async function writableData({ cwd, env }: CommandContext): Promise<Finding> {
  const path = resolve(cwd, env.FLOTILLA_DATA_DIR || ".flotilla");
  for (let folder = path; ; folder = dirname(folder)) {
    if (await isAllowed(folder, constants.F_OK)) {
      return (await isAllowed(folder, constants.W_OK))
        ? { check: "data folder", state: "ok", text: path }
        : { check: "data folder", state: "failed", text: `${folder} is not writable: use --data` };
    }
  }
}

async function writableTemporary(): Promise<Finding> {
  try {
    await rm(await mkdtemp(join(tmpdir(), "flotilla-doctor-")), { recursive: true });
    return { check: "temporary folder", state: "ok", text: tmpdir() };
  } catch {
    return { check: "temporary folder", state: "failed", text: `${tmpdir()} is not writable` };
  }
}

function program(command: string, purpose: string, remedy: string): Finding {
  const { status } = spawnSync(command, ["--version"], { stdio: "ignore", timeout: 20_000 });
  return status === 0
    ? { check: command, state: "ok", text: purpose }
    : { check: command, state: "warning", text: `${purpose}: ${remedy}` };
}

async function runningHost(context: CommandContext): Promise<Finding> {
  const host = nearest(await findRunningHosts(userFolder(context.env)), context);
  if (host === undefined) {
    return {
      check: "host",
      state: "warning",
      text: "none runs here: start one with flotilla serve",
    };
  }
  const answer = await fetch(new URL("/readyz", host.internalUrl), {
    signal: AbortSignal.timeout(5_000),
  }).catch(() => undefined);
  const text = `${host.url} (process ${host.pid}, isolation ${host.tier})`;
  return answer?.ok === true
    ? { check: "host", state: "ok", text }
    : { check: "host", state: "warning", text: `${text} is not ready` };
}

async function isAllowed(path: string, mode: number): Promise<boolean> {
  return await access(path, mode).then(
    () => true,
    () => false,
  );
}
