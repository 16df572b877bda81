import process from "node:process";
import type { ClusterNode } from "../support/cluster-parts/cluster-node.ts";
import type { FaultCluster } from "../support/start-cluster.ts";
import type { History } from "./history.ts";
import type { FaultName, Step } from "./schedule.ts";
import type { Visitor } from "./visitor.ts";

/** What faults happen to. */
export interface Scene {
  readonly cluster: FaultCluster;
  readonly visitors: readonly Visitor[];
  readonly history: History;
  /** Deploys the next release of the app. */
  readonly deploy: () => Promise<unknown>;
  /** Opens the app in a second tab. */
  readonly openTab: (session: string) => void;
}

/** What undoes itself later; the run waits for all of it before it judges. */
type Undo = (() => Promise<unknown>) | undefined;

const hourMs = 3_600_000;
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function at<T>(items: readonly T[], index: number): T | undefined {
  return items[index % Math.max(1, items.length)];
}

/** Lets things go wrong, each for a while. */
export class FaultActs {
  readonly #scene: Scene;
  readonly #busy = new Set<string>();
  readonly #undone = new Set<Promise<unknown>>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  async act(step: Step): Promise<void> {
    if (step.fault === "clicks") {
      for (let n = 0; n <= step.other % 4; n++) at(this.#scene.visitors, step.target + n)?.click();
      return;
    }
    const undo = await this.#do(step.fault, step);
    if (undo === undefined) return;
    const tracked: Promise<unknown> = undo().finally(() => this.#undone.delete(tracked));
    this.#undone.add(tracked);
  }

  /** Resolves when everything is as it should be again. */
  async healed(): Promise<void> {
    while (this.#undone.size > 0) await Promise.all(this.#undone);
    this.#scene.cluster.ways.heal();
    for (const node of this.#scene.cluster.nodes.values()) {
      node.jump(0);
      if (node.state === "ended") await this.#scene.cluster.reopen(node.name);
    }
  }

  #tell(name: FaultName, target: string, lossy?: true): void {
    this.#scene.history.add({ type: "fault", name, target, ...(lossy && { lossy }) });
  }

  /** A running node of that kind to which nothing happens yet. */
  #idle(kind: "gateways" | "workers", index: number): ClusterNode | undefined {
    const running = this.#scene.cluster[kind].filter(
      ({ name, state }) => state === "running" && !this.#busy.has(name),
    );
    return at(running, index);
  }

  /** Nothing else happens to it meanwhile. */
  #during(name: string, work: () => Promise<unknown>): Undo {
    this.#busy.add(name);
    return () => work().finally(() => this.#busy.delete(name));
  }

  async #do(fault: FaultName, step: Step): Promise<Undo> {
    const { cluster, visitors, deploy, openTab } = this.#scene;
    const { target, other, forMs } = step;
    const visitor = at(visitors, target);
    switch (fault) {
      case "kill app":
      case "pause app":
        return await this.#signalApp(fault, step);
      case "kill worker":
      case "kill gateway":
        return this.#kill(fault, step);
      case "drain worker":
      case "drain gateway":
        return this.#drain(fault, step);
      case "pause worker":
      case "pause machine":
      case "pause gateway":
        return this.#pause(fault, step);
      case "partition redis":
      case "partition worker":
      case "slow way":
        return this.#spoilWay(fault, step);
      case "clock jump": {
        const node = at([...cluster.nodes.values()], target);
        this.#tell(fault, node?.name ?? "");
        node?.jump(other % 2 === 0 ? hourMs : -hourMs);
        return () => later(forMs).then(() => node?.jump(0));
      }
      case "redis pause":
      case "redis lost":
      case "redis failover":
        return this.#spoilRedis(fault, forMs);
      case "deploy":
        this.#tell(fault, "");
        return () => deploy().catch(() => {}); // nothing of it may be there just now
      case "cut":
        this.#tell(fault, visitor?.sessionId ?? "");
        visitor?.cut();
        return undefined;
      case "half open":
        this.#tell(fault, visitor?.sessionId ?? "");
        visitor?.halfOpen();
        return undefined;
      case "slow reader":
        this.#tell(fault, visitor?.sessionId ?? "");
        visitor?.doze(forMs);
        return undefined;
      case "second tab":
        if (visitor?.isOpen !== true) return undefined;
        this.#tell(fault, visitor.sessionId);
        openTab(visitor.sessionId);
        return undefined;
    }
  }

  async #signalApp(fault: "kill app" | "pause app", { target, forMs }: Step): Promise<Undo> {
    const worker = this.#idle("workers", target);
    const pid = at((await worker?.appPids().catch(() => [])) ?? [], target);
    if (pid === undefined) return undefined;
    this.#tell(fault, `${worker?.name} ${pid}`);
    signal(pid, fault === "kill app" ? "SIGKILL" : "SIGSTOP");
    if (fault === "kill app") return undefined;
    return () => later(forMs).then(() => signal(pid, "SIGCONT"));
  }

  #kill(fault: "kill worker" | "kill gateway", { target, forMs }: Step): Undo {
    const { cluster } = this.#scene;
    const node = this.#idle(fault === "kill worker" ? "workers" : "gateways", target);
    if (node === undefined) return undefined;
    this.#tell(fault, node.name);
    return this.#during(node.name, async () => {
      await cluster.kill(node.name);
      await later(forMs / 4);
      await cluster.reopen(node.name);
    });
  }

  #drain(fault: "drain worker" | "drain gateway", { target }: Step): Undo {
    const { cluster } = this.#scene;
    const node = this.#idle(fault === "drain worker" ? "workers" : "gateways", target);
    if (node === undefined) return undefined;
    this.#tell(fault, node.name);
    return this.#during(node.name, async () => {
      await cluster.stop(node.name);
      await cluster.reopen(node.name);
    });
  }

  #pause(fault: "pause worker" | "pause machine" | "pause gateway", { target, forMs }: Step): Undo {
    const node = this.#idle(fault === "pause gateway" ? "gateways" : "workers", target);
    if (node === undefined) return undefined;
    this.#tell(fault, node.name);
    return this.#during(node.name, async () => {
      await node.pause(fault === "pause machine" ? "machine" : "alone");
      await later(forMs * 1.8);
      node.resume();
    });
  }

  #spoilWay(
    fault: "partition redis" | "partition worker" | "slow way",
    { target, other, forMs }: Step,
  ): Undo {
    const { ways } = this.#scene.cluster;
    const patterns = {
      "partition redis": /^redis>/,
      "partition worker": /^g\d>w/,
      "slow way": /./,
    };
    const names = ways.names(patterns[fault]);
    const name = at(names, target);
    if (name === undefined) return undefined;
    const toxic =
      fault === "slow way"
        ? ({ type: "latency", latencyMs: 30 + (other % 100), jitterMs: 20 } as const)
        : ({ type: "partition" } as const);
    const streams = [undefined, "upstream", "downstream"] as const;
    const stream = streams[other % 5];
    this.#tell(fault, `${name} ${stream ?? "both"}`);
    const undo = ways.at(name).add(toxic, stream);
    return () => later(forMs * 1.8).then(undo);
  }

  #spoilRedis(fault: "redis pause" | "redis lost" | "redis failover", forMs: number): Undo {
    if (this.#busy.has("redis")) return undefined;
    const { cluster } = this.#scene;
    this.#tell(fault, "", fault === "redis pause" ? undefined : true);
    return this.#during("redis", async () => {
      if (fault === "redis lost") await cluster.restartRedis(forMs / 2);
      else if (fault === "redis failover") await cluster.failOver(forMs / 4);
      else {
        signal(cluster.redis.pid, "SIGSTOP", false);
        await later(forMs);
        signal(cluster.redis.pid, "SIGCONT", false);
      }
    });
  }
}

function signal(pid: number, name: NodeJS.Signals, isGroup = true): void {
  try {
    process.kill(isGroup ? -pid : pid, name);
  } catch {
    // it has ended
  }
}
