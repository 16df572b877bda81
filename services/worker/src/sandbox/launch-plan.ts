import { bubblewrapArguments, jailView } from "./bubblewrap.ts";
import { landlockArguments } from "./landlock.ts";
import type { AppView, LaunchOrder } from "./launch-order.ts";
import type { Machine, ToolName } from "./machine.ts";
import { heapMegabytes } from "./process-limits.ts";
import type { Stage } from "./staging.ts";
import type { Tier } from "./tier.ts";

/** A command that starts an app process. */
export interface LaunchPlan {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The files as the app process sees them. */
  readonly view: AppView;
}

/** Data segment of a Node that has loaded nothing: thread stacks and the code range, reserved rather than used. */
const nodeBaselineBytes = 640 * 2 ** 20;

/** Puts the launch line together; pure, every decision is in the order. */
export function planLaunch(order: LaunchOrder): LaunchPlan {
  const files = order.stage === undefined ? order.files : staged(order.stage);
  const jailed = isJailed(order.tier);
  const view = jailed ? jailView : files;
  const program = [view.node, ...nodeArguments(order, view)];
  const limited = [...limitArguments(order), ...program];
  const line = [
    ...preludeArguments(order),
    ...(order.bounded.cpu || order.machine.tools.nice === undefined
      ? []
      : [order.machine.tools.nice, "-n", "10"]),
    ...identityArguments(order),
  ];
  if (jailed) line.push(...jailArguments(order, files, program, limited));
  else if (order.tier === "landlock")
    line.push(
      ...limited.slice(0, -program.length),
      ...landlockArguments(order.machine, view, program),
    );
  else line.push(...limited);
  const [command = "", ...rest] = line;
  return { command, arguments: rest, env: jailed ? {} : outsideEnvironment(view), view };
}

/** With a user id of its own the process count is bounded outside; shared, only the count inside the jail is its own. */
function jailArguments(
  order: LaunchOrder,
  files: AppView,
  program: readonly string[],
  limited: readonly string[],
): string[] {
  const bwrap = tool(order.machine, "bwrap");
  const own = order.tier === "full";
  return [
    ...(own ? limited.slice(0, -program.length) : []),
    bwrap,
    ...bubblewrapArguments(order, files, own ? [] : ["prlimit"]),
    "--",
    ...(own ? program : limited),
  ];
}

function preludeArguments(order: LaunchOrder): string[] {
  const { sh, unshare } = order.machine.tools;
  if (sh === undefined) return [];
  const stage = order.stage;
  const parameters = [...(stage?.arguments ?? []), ...order.cgroupFiles];
  const joins = order.cgroupFiles.map(
    (_file, index) => `echo $$ > "\${${index + 1 + (stage?.arguments.length ?? 0)}}"`,
  );
  const script = [
    "{ echo 900 > /proc/self/oom_score_adj; } 2>/dev/null || :",
    "set -e",
    ...joins,
    ...(stage?.lines ?? []),
    `shift ${parameters.length}`,
    'exec "$@"',
  ].join("\n");
  const shell = [sh, "-c", script, "flotilla-launch", ...parameters];
  if (stage === undefined) return shell;
  if (unshare === undefined) throw new Error("launch: staging needs unshare");
  return [unshare, "--mount", "--propagation", "private", ...shell];
}

function identityArguments(order: LaunchOrder): string[] {
  const { setpriv } = order.machine.tools;
  if (setpriv === undefined) return [];
  const { uid } = order;
  const identity =
    uid === undefined
      ? []
      : [
          `--reuid=${uid}`,
          `--regid=${uid}`,
          "--clear-groups",
          "--bounding-set=-all",
          "--inh-caps=-all",
        ];
  return [setpriv, ...identity, "--pdeathsig", "KILL"];
}

function limitArguments(order: LaunchOrder): string[] {
  const { limits, machine, tier, bounded } = order;
  if (machine.tools.prlimit === undefined) return [];
  const data = limits.memoryBytes + nodeBaselineBytes;
  return [
    machine.tools.prlimit,
    ...(isJailed(tier) ? [`--nproc=${limits.processes}`] : []),
    `--nofile=${limits.openFiles}`,
    `--fsize=${limits.fileBytes}`,
    "--core=0",
    "--memlock=65536",
    // Threads reserve more than they use and abort under a data limit; the resident-memory watch bounds them instead.
    ...(bounded.memory || limits.threads > 0 ? [] : [`--data=${data}`]),
    "--",
  ];
}

function nodeArguments(order: LaunchOrder, view: AppView): string[] {
  const hardening = [
    "--disable-sigusr1",
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=PERM0006", // threads are allowed on purpose; the kernel is the boundary
  ];
  if (order.probe !== undefined) {
    const { code, argument } = order.probe;
    return [...hardening, "--input-type=module", "--eval", code, argument];
  }
  const writable = isJailed(order.tier) ? [view.scratch, "/tmp"] : [view.scratch];
  return [
    ...hardening,
    "--permission",
    "--allow-net", // without it Node refuses the inherited listener; there is no network to reach
    ...[view.runtime, view.release, ...writable].map((path) => `--allow-fs-read=${path}`),
    ...writable.map((path) => `--allow-fs-write=${path}`),
    ...(order.limits.threads > 0 ? ["--allow-worker"] : []),
    "--enable-source-maps",
    `--max-old-space-size=${heapMegabytes(order.limits)}`,
    // Pages outlive a young generation of any size; a burst of clicks would grow it for good.
    "--max-semi-space-size=1",
    "--expose-gc", // for the runtime, which packs the heap of an idle process
    `${view.runtime}/main.mjs`,
  ];
}

/** Nothing of the worker's own environment. */
function outsideEnvironment(view: AppView): Record<string, string> {
  const { scratch } = view;
  return { HOME: scratch, TMPDIR: scratch, LANG: "C.UTF-8", OPENSSL_CONF: "/dev/null" };
}

function staged(stage: Stage): AppView {
  return {
    node: stage.pathOf("node"),
    runtime: stage.pathOf("runtime"),
    release: stage.pathOf("release"),
    scratch: stage.pathOf("scratch"),
  };
}

/** Whether bubblewrap shuts the process in. */
function isJailed(tier: Tier): boolean {
  return tier === "full" || tier === "jail";
}

function tool(machine: Machine, name: ToolName): string {
  const path = machine.tools[name];
  if (path === undefined) throw new Error(`launch: ${name} is not installed`);
  return path;
}
