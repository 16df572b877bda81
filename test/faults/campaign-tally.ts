import type { SeedReport } from "./seed-report.ts";

const minuteMs = 60_000;
const grouped = (count: number): string => count.toLocaleString("en-US");

/** What is known of a campaign so far. */
export class CampaignTally {
  readonly #total: number;
  readonly #began = performance.now();
  readonly #violations = new Map<string, number>();
  readonly #late = new Map<string, number>();
  readonly #faults = new Map<string, number>();
  #seeds = 0;
  #bad = 0;
  #repeated = 0;
  #clicks = 0;

  /** `total`: how many seeds there are to be. */
  constructor(total: number) {
    this.#total = total;
  }

  /** Seeds with violations. */
  get bad(): number {
    return this.#bad;
  }

  add({ bad, repeated, faults, clicks }: SeedReport): void {
    this.#seeds += 1;
    this.#clicks += clicks;
    if (bad !== undefined) this.#bad += 1;
    if (repeated.length > 0) this.#repeated += 1;
    for (const { rule } of bad?.violations ?? []) count(this.#violations, rule);
    for (const { violations } of repeated)
      for (const { rule } of violations) count(this.#late, rule);
    for (const [name, times] of Object.entries(faults)) count(this.#faults, name, times);
  }

  /** How far it has come, how fast, and how long it will take. */
  get progress(): string {
    const minutes = this.#minutes;
    const rate = this.#seeds / minutes;
    const left =
      rate > 0 ? `, about ${Math.ceil((this.#total - this.#seeds) / rate)} min left` : "";
    return `${grouped(this.#seeds)} of ${grouped(this.#total)} seeds, ${this.#bad} with violations; ${rate.toFixed(1)} a minute${left}`;
  }

  /** All of it, in a few lines. */
  get summary(): string {
    const clean = this.#seeds - this.#bad;
    return [
      `${grouped(this.#seeds)} of ${grouped(this.#total)} seeds in ${this.#minutes.toFixed(1)} min: ${grouped(clean)} clean, ${this.#bad} with violations`,
      `violations: ${listed(this.#violations)}`,
      `repeated on a busy machine: ${this.#repeated} seeds, for what was late: ${listed(this.#late)}`,
      `clicks: ${grouped(this.#clicks)}`,
      `faults: ${listed(this.#faults)}`,
    ].join("\n");
  }

  get #minutes(): number {
    return (performance.now() - this.#began) / minuteMs;
  }
}

function count(counts: Map<string, number>, name: string, times = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + times);
}

/** The most frequent first. */
function listed(counts: ReadonlyMap<string, number>): string {
  const all = [...counts].sort(([, a], [, b]) => b - a);
  return all.map(([name, times]) => `${name} ${grouped(times)}`).join(", ") || "none";
}
