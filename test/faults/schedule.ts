import { Random } from "../../services/gateway/src/testing/random.ts";

/** One thing that happens in a run. */
export interface Step {
  /** Milliseconds since the one before. */
  readonly afterMs: number;
  readonly fault: FaultName | "clicks";
  /** Chooses the target, of as many as there are by then. */
  readonly target: number;
  readonly other: number;
  readonly forMs: number;
}

/** What can go wrong, and how often it does beside the others. */
const weights = {
  "kill app": 3,
  "pause app": 2,
  "kill worker": 2,
  "kill gateway": 3,
  "pause worker": 2,
  "pause machine": 2,
  "pause gateway": 2,
  "partition redis": 3,
  "partition worker": 3,
  "slow way": 2,
  "clock jump": 2,
  "redis pause": 1,
  "redis lost": 0.4,
  "redis failover": 0.4,
  "drain worker": 1,
  "drain gateway": 1,
  deploy: 1,
  cut: 5,
  "half open": 3,
  "second tab": 2,
  "slow reader": 2,
} as const;

export type FaultName = keyof typeof weights;

const faultNames = Object.keys(weights) as FaultName[];

/** What may lose what the store knew: the checker sees less after it. */
const lossy: ReadonlySet<FaultName> = new Set(["redis lost", "redis failover"]);
/** How far apart steps lie in a schedule that lasts, at most: things are whole in between now and then. */
const longestPauseMs = 600;

/**
 * The same seed makes the same schedule: 10 to 40 steps in a second or two, about every third of them a fault, the others clicks;
 * or as many as it takes to last so long, at a calmer pace, in which the store forgets nothing.
 */
export function makeSchedule(seed: number, lastsMs?: number): readonly Step[] {
  const random = new Random(seed);
  random.below(2);
  const names = lastsMs === undefined ? faultNames : faultNames.filter((name) => !lossy.has(name));
  const lots = names.flatMap((name) => Array.from({ length: weights[name] * 5 }, () => name));
  const pickFault = (): FaultName => lots[random.below(lots.length)] ?? "cut";
  const step = (pauseMs: number): Step => ({
    afterMs: random.below(pauseMs),
    fault: random.below(3) === 0 ? pickFault() : "clicks",
    target: random.below(1_000),
    other: random.below(1_000),
    forMs: 100 + random.below(1_600),
  });
  if (lastsMs === undefined) return Array.from({ length: 10 + random.below(31) }, () => step(80));
  const steps: Step[] = [];
  for (let atMs = 0; atMs < lastsMs; atMs += steps.at(-1)?.afterMs ?? 0)
    steps.push(step(longestPauseMs));
  return steps;
}

/** A machine falls silent until its sessions are elsewhere, and comes back while they are in use. */
export const silence: readonly Step[] = Array.from({ length: 9 }, (_, n) => ({
  afterMs: n === 0 ? 100 : 1_000,
  fault: n === 0 ? "pause machine" : "clicks",
  target: 0,
  other: n,
  forMs: 3_000,
}));
