import { expect } from "@jest/globals";
import { type ClusterOptions, type FaultCluster, startCluster } from "../support/start-cluster.ts";
import { until } from "../support/until.ts";
import { checkHistory } from "./check-history.ts";
import { clicksApp, readEffects } from "./clicks-app.ts";
import { History } from "./history.ts";
import { Visitor } from "./visitor.ts";

const app = "clicks";
const pauseMs = 30;

/** A cluster with visitors who click, and all that is known of what they did and saw. */
export class ClickedCluster implements AsyncDisposable {
  readonly cluster: FaultCluster;
  readonly visitors: Visitor[] = [];
  readonly #history: History;
  #knocks = 0;

  private constructor(cluster: FaultCluster, history: History) {
    this.cluster = cluster;
    this.#history = history;
  }

  static async start(
    visitors: number,
    options: ClusterOptions = {},
    settings: object = {},
  ): Promise<ClickedCluster> {
    const history = new History();
    const hooks = {
      onStep: history.step.bind(history),
      onLog: (node: string, line: string) => history.log(node, line),
    };
    const cluster = await startCluster({ ...hooks, ...options });
    await cluster.deploy(app, clicksApp("declarative", 1), settings);
    const clicked = new ClickedCluster(cluster, history);
    for (let n = 0; n < visitors; n++) clicked.visit();
    await clicked.settles();
    return clicked;
  }

  /** Somebody comes, and comes back whenever the socket is gone. */
  visit(): Visitor {
    const url = (): string => {
      const running = this.cluster.gateways.filter(({ state }) => state === "running");
      return this.cluster.socketUrl(app, running[this.#knocks++ % running.length]?.name ?? "g1");
    };
    const number = this.visitors.length;
    const visitor = new Visitor({ number, history: this.#history, url });
    this.visitors.push(visitor);
    visitor.come();
    return visitor;
  }

  /** How often sockets were closed under visitors. */
  get closes(): number {
    return this.#history.closes.length;
  }

  /** Tells the checker what is done. */
  tell(name: string, isLossy = false): void {
    this.#history.add({ type: "fault", name, target: "", ...(isLossy && { lossy: true }) });
  }

  /** Everybody who is open clicks again and again for so long. */
  async clicks(ms: number): Promise<void> {
    for (const end = performance.now() + ms; performance.now() < end; ) {
      for (const visitor of this.visitors) if (visitor.isOpen) visitor.click();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  /** Everybody has seen their clicks, each once and in order; what is not acknowledged yet may have to wait for the store. */
  async seen(): Promise<void> {
    const unseen = () =>
      this.visitors.filter(({ sent, lastSeen, isOpen }) => !isOpen || lastSeen !== sent);
    await this.#becomes("clicks to be seen", () => unseen());
  }

  /** Everybody has a session, and all clicks are shown and acknowledged. */
  async settles(): Promise<void> {
    await this.#becomes("visitors to settle", () =>
      this.visitors.filter(({ isSettled, hasSession }) => !isSettled || !hasSession),
    );
  }

  /** The store and its owners say the same. */
  async isConsistent(attached = this.visitors.length, detached = 0): Promise<void> {
    const { sessions, processes } = this.cluster.store;
    const wanted = JSON.stringify({ attached, detached, seats: attached + detached });
    let found = "";
    const look = async (): Promise<true | undefined> => {
      const running = await processes.list("local", app);
      const seats = running.reduce((sum, process) => sum + process.seats, 0);
      const counts = await Promise.all([
        sessions.count({ state: "attached" }),
        sessions.count({ state: "detached" }),
      ]);
      found = JSON.stringify({ attached: counts[0], detached: counts[1], seats });
      return found === wanted || undefined;
    };
    const settled = until(wanted, () => look().catch(() => undefined));
    await settled.catch(() => expect(found).toBe(wanted));
  }

  /** Nobody has seen what they must not see. */
  async check(): Promise<void> {
    const effects = await readEffects(this.cluster.effectsDir);
    expect(checkHistory({ events: this.#history.events, effects })).toEqual([]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const visitor of this.visitors) visitor.leave();
    await this.cluster[Symbol.asyncDispose]();
  }

  async #becomes(what: string, missing: () => readonly Visitor[]): Promise<void> {
    await until(what, () => missing().length === 0 || undefined, 20_000).catch((cause: unknown) => {
      throw new Error(
        missing()
          .map(({ state }) => state)
          .join("\n"),
        { cause },
      );
    });
  }
}
