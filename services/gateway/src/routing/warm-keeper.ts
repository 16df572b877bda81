import type { Catalog } from "@flotilla/objects";
import type { Logger } from "@flotilla/service-kit";
import type { LineName, Nodes } from "@flotilla/store";
import type { ProcessPolicies } from "./process-policy.ts";
import type { ProcessStarter } from "./process-starter.ts";

/** What keeping processes warm needs. */
export interface WarmKeeperParts {
  readonly gatewayId: string;
  readonly nodes: Nodes;
  readonly catalog: Catalog;
  readonly policies: ProcessPolicies;
  readonly starter: ProcessStarter;
  readonly logger: Logger;
}

/** Keeps the processes that apps want even if nobody uses them. One gateway looks for all; what it starts is bounded for all. */
export class WarmKeeper {
  readonly #parts: WarmKeeperParts;
  readonly #starting = new Set<Promise<void>>();
  #looking: Promise<void> | undefined;

  constructor(parts: WarmKeeperParts) {
    this.#parts = parts;
  }

  /** Called now and then; resolves when what is missing is being started. */
  async check(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  /** Resolves when what was begun has come to an end. */
  async settled(): Promise<void> {
    await this.#looking?.catch(() => {});
    await Promise.allSettled(this.#starting);
  }

  async #look(): Promise<void> {
    const { nodes, gatewayId, catalog } = this.#parts;
    const gateways = (await nodes.list("gateway")).filter(({ state }) => state === "ready");
    const [first] = gateways.map(({ id }) => id).sort();
    if (first !== gatewayId) return;
    for (const { name: team } of await catalog.teams()) {
      for (const { name: app, live } of await catalog.apps(team)) {
        if (live !== null) await this.#keep({ team, app, release: live });
      }
    }
  }

  async #keep(name: LineName): Promise<void> {
    const { policies, starter } = this.#parts;
    const { team, app, release } = name;
    if (!(await policies.wantsWarm(team, app, release))) return;
    const { min } = await policies.of(team, app, release);
    for (let count = starter.running(name); count < min; count++) {
      const start = this.#start(name, min).finally(() => this.#starting.delete(start));
      this.#starting.add(start);
    }
  }

  async #start(name: LineName, min: number): Promise<void> {
    try {
      await this.#parts.starter.start(name, { starts: min, processes: min });
    } catch (err) {
      this.#parts.logger.warn({ err, team: name.team, app: name.app }, "app not kept warm");
    }
  }
}
