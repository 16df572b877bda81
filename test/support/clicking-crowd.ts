import { History } from "../faults/history.ts";
import { Visitor } from "../faults/visitor.ts";
import { AppFolders } from "./app-folders.ts";
import { RunningCluster } from "./cluster.ts";
import { steadyNow } from "./cluster-parts/node-order.ts";
import { until } from "./until.ts";

const patienceMs = 60_000;
const everyMs = 20;
const clicksAtOnce = 4;

const clicks = `
const Clicks = ft.component(({ page }) => {
  const [seen, setSeen] = ft.useState([]);
  const click = (e) => setSeen((before) => [...before, Number(e.data)]);
  return ft.Column([ft.Text(seen.join(",")), ft.Text("here"), ft.Button("click", { onClick: click })]);
}, "Clicks");
ft.run((page) => page.render(() => Clicks({ page })));`;

/** A real cluster with visitors at both of its gateways, who click all the time. */
export class ClickingCrowd implements AsyncDisposable {
  readonly cluster: RunningCluster;
  readonly history = new History();
  readonly visitors: readonly Visitor[];
  #clicking: NodeJS.Timeout | undefined;
  #next = 0;

  private constructor(cluster: RunningCluster, size: number) {
    this.cluster = cluster;
    let knocks = 0;
    const url = (): string => cluster.socketUrl("clicks", knocks++ % 2);
    this.visitors = Array.from(
      { length: size },
      (_, number) => new Visitor({ number, history: this.history, url }),
    );
  }

  /** Ten visitors share an app process. */
  static async open(
    size: number,
    env: Readonly<Record<string, string>> = {},
    args: readonly string[] = [],
  ): Promise<ClickingCrowd> {
    await using apps = await AppFolders.open();
    const cluster = await RunningCluster.start(args, {
      FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "10",
      FLOTILLA_WORKER_PROCESSES_PER_APP: "8",
      ...env,
    });
    const deployed = await cluster.command("deploy", await apps.write("clicks", clicks));
    if (deployed.code !== 0) throw new Error(deployed.stderr);
    const crowd = new ClickingCrowd(cluster, size);
    for (const visitor of crowd.visitors) {
      visitor.come();
      await until("a visitor to be in", () => visitor.isOpen || undefined, patienceMs);
    }
    crowd.click();
    await crowd.goesOn(5);
    return crowd;
  }

  /** Everybody clicks from now on. */
  click(): void {
    this.#clicking ??= setInterval(() => {
      for (let n = 0; n < clicksAtOnce; n++)
        this.visitors[this.#next++ % this.visitors.length]?.click();
    }, everyMs);
  }

  /** Resolves when everybody has seen so many more clicks work. */
  async goesOn(more: number): Promise<void> {
    const wanted = this.visitors.map(({ sent }) => sent + more);
    const areThere = (): boolean =>
      this.visitors.every(({ lastSeen }, n) => lastSeen >= (wanted[n] ?? 0));
    await until("clicks to work", () => areThere() || undefined, patienceMs).catch((cause) => {
      throw new Error(this.visitors.map(({ state }) => state).join("\n"), { cause });
    });
  }

  /** Nobody clicks any more; resolves when every click is shown once, in order, and acknowledged. */
  async rests(): Promise<void> {
    clearInterval(this.#clicking);
    this.#clicking = undefined;
    const areQuiet = (): boolean => this.visitors.every(({ isSettled }) => isSettled);
    await until("every click to be counted once", () => areQuiet() || undefined, patienceMs);
  }

  /** Does something to the cluster while everybody clicks, until all have rested; in milliseconds how long each one's slowest click took from then on, the slowest last. */
  async slowestThrough(fault: () => unknown): Promise<readonly number[]> {
    const since = steadyNow();
    await fault();
    await this.goesOn(10);
    await this.rests();
    return this.history.slowestClicks(since);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#clicking);
    for (const visitor of this.visitors) visitor.leave();
    await this.cluster[Symbol.asyncDispose]();
  }
}

/** The value that such a share of sorted values does not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
