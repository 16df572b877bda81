import type { FaultCluster } from "../support/start-cluster.ts";
import { checkHistory, type Violation } from "./check-history.ts";
import { clicksApp, readEffects } from "./clicks-app.ts";
import { FaultActs } from "./fault-acts.ts";
import type { History } from "./history.ts";
import { remainsOf } from "./remains.ts";
import type { Step } from "./schedule.ts";
import { Visitor } from "./visitor.ts";

/** What came of a seed. */
export interface SeedResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** How often each fault was carried out. */
  readonly faults: Readonly<Record<string, number>>;
  readonly clicks: number;
  readonly tookMs: number;
}

/** What running a seed needs. */
export interface SeedRun {
  readonly seed: number;
  readonly cluster: FaultCluster;
  readonly history: History;
  readonly visitors?: number;
  readonly schedule: readonly Step[];
  readonly tickMs?: number;
}

const team = "local";
/** Numbers of second tabs begin here. */
const firstTab = 100;
const lookMs = 10;
const calmMs = 300;
const convergeMs = 20_000;
/** Sessions that nobody came back to do not outlive many seeds. */
const ttl = "60s";
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs the schedule of a seed against a cluster, which is sound again afterwards if nothing was violated. */
export async function runSeed(run: SeedRun): Promise<SeedResult> {
  const { seed, cluster, history, visitors: count = 6, tickMs } = run;
  const began = performance.now();
  const app = `clicks-${seed}`;
  const style = seed % 2 === 0 ? "imperative" : "declarative";
  let version = 0;
  const deploy = () =>
    cluster.deploy(app, clicksApp(style, seed * 100 + ++version, tickMs), { session: { ttl } });
  const isDeployed = (): Promise<boolean> =>
    deploy().then(
      () => true,
      () => false, // a busy machine lets leases end
    );
  await converges(isDeployed);
  const url = (number: number): string => {
    const running = cluster.gateways.filter(({ state }) => state !== "ended");
    return cluster.socketUrl(app, running[number % running.length]?.name ?? "g1");
  };
  let knocks = seed;
  const visitors = Array.from(
    { length: count },
    (_, number) => new Visitor({ number, history, url: () => url(knocks++) }),
  );
  const violations: Violation[] = [];
  const told = (rule: string, text: string): void => {
    violations.push({ rule, session: "", text });
  };
  for (const visitor of visitors) visitor.come();
  if (!(await converges(() => visitors.every(({ hasSession }) => hasSession))))
    told("open", "not all visitors came in");
  const tabs: Visitor[] = [];
  const openTab = (session: string): void => {
    const number = firstTab + tabs.length;
    const tab = new Visitor({ number, history, url: () => url(knocks++), tabOf: session });
    tabs.push(tab);
    tab.come();
  };
  const acts = new FaultActs({ cluster, visitors, history, deploy, openTab });
  for (const step of run.schedule) {
    await later(step.afterMs);
    await acts.act(step);
  }
  await acts.healed();
  await later(calmMs); // who has just come back has something to say
  if (
    !(await converges(() =>
      [...visitors, ...tabs].every(({ isSettled, isGone }) => isSettled || isGone),
    ))
  ) {
    const isLossy = history.events.some((event) => event.type === "fault" && event.lossy === true);
    const bad = [...visitors, ...tabs].filter(
      ({ isSettled, isGone, isOpen }) => !isSettled && !isGone && !(isLossy && isOpen),
    );
    for (const visitor of bad)
      violations.push({ rule: "settle", session: visitor.sessionId, text: visitor.state });
  }
  if (violations.length === 0)
    await checkEnd(cluster, [...visitors, ...tabs.filter((tab) => !tab.isGone)], app, told);
  for (const visitor of [...visitors, ...tabs]) visitor.leave();
  const effects = await readEffects(cluster.effectsDir);
  violations.push(...checkHistory({ events: history.events, effects }));
  return {
    seed,
    violations,
    faults: history.faults,
    clicks: visitors.reduce((sum, { sent }) => sum + sent, 0),
    tookMs: Math.round(performance.now() - began),
  };
}

/** Store and owners agree; then everybody says goodbye, and nothing of them is left. */
async function checkEnd(
  cluster: FaultCluster,
  visitors: readonly Visitor[],
  app: string,
  told: (rule: string, text: string) => void,
): Promise<void> {
  const { sessions, processes } = cluster.store;
  const unequal = async (): Promise<string> => {
    const listed = await processes.list(team, app);
    const counted = listed.map(async ({ id, seats }) => {
      const count = await sessions.count({ processId: id });
      return count === seats ? "" : `${id} has ${seats} seats for ${count} sessions `;
    });
    return (await Promise.all(counted)).join("");
  };
  const states = async (): Promise<readonly string[]> => {
    const records = visitors.map(({ sessionId }) => sessions.get(sessionId));
    return (await Promise.all(records)).map((record) => record?.state ?? "none");
  };
  const becomes = async (rule: string, wanted: string, probe: () => Promise<string>) => {
    const found = async (): Promise<string> =>
      await probe().catch((error: unknown) => String(error)); // the store has its bad days too
    if (!(await converges(async () => (await found()) === wanted))) told(rule, await found());
  };
  const distinct = async (): Promise<string> => [...new Set(await states())].join();
  await becomes("seats", "", unequal);
  await becomes("store", "attached", distinct);
  for (const visitor of visitors) visitor.bye();
  if (!(await converges(() => visitors.every(({ isGone }) => isGone))))
    for (const { isGone, state } of visitors) if (!isGone) told("bye", state);
  await becomes("seats", "", unequal);
  await becomes("store", "none", distinct);
  const sessionIds = visitors.map(({ sessionId }) => sessionId);
  await becomes("remains", "", () => remainsOf(cluster, sessionIds));
}

/** Asks again and again; time in which the machine gives us no turn does not count. */
async function converges(isDone: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = performance.now() + 3 * convergeMs;
  for (let left = convergeMs; left > 0 && performance.now() < end; ) {
    const began = performance.now();
    if (await isDone()) return true;
    await later(lookMs);
    left -= Math.min(performance.now() - began, 5 * lookMs);
  }
  return false;
}
