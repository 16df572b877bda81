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

/** The same seed makes the same schedule: 10 to 40 steps, about every third of them a fault, the others clicks. */
export function makeSchedule(seed: number): readonly Step[] {
  const random = new Random(seed);
  random.below(2);
  const lots = faultNames.flatMap((name) => Array.from({ length: weights[name] * 5 }, () => name));
  const pickFault = (): FaultName => lots[random.below(lots.length)] ?? "cut";
  return Array.from({ length: 10 + random.below(31) }, () => ({
    afterMs: random.below(80),
    fault: random.below(3) === 0 ? pickFault() : "clicks",
    target: random.below(1_000),
    other: random.below(1_000),
    forMs: 100 + random.below(1_600),
  }));
}
