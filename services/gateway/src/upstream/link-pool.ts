import { connect, type NetConnectOpts } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { FlotillaError, FragmentMemory, systemCodeOf } from "@flotilla/protocol";
import type { SessionOwner } from "@flotilla/store";
import { AppLink, type AppLinkHooks } from "./app-link.ts";
import type { AppRoutes } from "./app-route.ts";

const silenceMs = 2_000;
/** For large packets, of all links together. */
const keptMemoryBytes = 8 * 1024 * 1024;
/** How long somebody is given who may be about to end, and how often that is looked for. */
const dying = { withinMs: 3_000, pauseMs: 50 };

/** One link for each app process that this gateway talks to. */
export class LinkPool {
  readonly #gatewayId: string;
  readonly #hooks: AppLinkHooks;
  readonly #onBuried: (owner: SessionOwner) => Promise<void>;
  readonly #isDead: (owner: SessionOwner) => Promise<boolean | undefined>;
  readonly #isLost: (workerId: string) => boolean;
  readonly #isJudging: () => boolean;
  readonly #dying: typeof dying;
  readonly #burials = new Map<string, Promise<boolean>>();
  readonly #routes: AppRoutes;
  readonly #links = new Map<string, Promise<AppLink>>();
  /** Whose process each link leads to. */
  readonly #owners = new Map<string, SessionOwner>();
  readonly #memory = new FragmentMemory(keptMemoryBytes);
  #isStopped = false;

  constructor(
    gatewayId: string,
    hooks: AppLinkHooks & {
      /** A process is proven dead: what it ran waits for another one. */
      readonly onBuried: (owner: SessionOwner) => Promise<void>;
      /** Whether a process's worker says that it is dead; undefined if nobody can be asked. */
      readonly isDead: (owner: SessionOwner) => Promise<boolean | undefined>;
      /** Whether a worker counts as gone with all that it runs, though nothing refuses. */
      readonly isLost: (workerId: string) => boolean;
      /** Whether the lack of a lease says something: not so right after an outage of the store. */
      readonly isJudging: () => boolean;
    },
    routes: AppRoutes,
    times: Partial<typeof dying> = {},
  ) {
    this.#routes = routes;
    this.#gatewayId = gatewayId;
    this.#hooks = hooks;
    this.#onBuried = hooks.onBuried;
    this.#isDead = hooks.isDead;
    this.#isLost = hooks.isLost;
    this.#isJudging = hooks.isJudging;
    this.#dying = { ...dying, ...times };
  }

  get size(): number {
    return this.#links.size;
  }

  /** The open link to a process; those who ask at the same time share one attempt. */
  get(owner: SessionOwner): Promise<AppLink> {
    if (this.#isStopped) return Promise.reject(new FlotillaError("DRAINING", "the gateway stops"));
    const known = this.#links.get(owner.processId);
    if (known !== undefined) return known;
    const opening = this.#open(owner);
    this.#links.set(owner.processId, opening);
    this.#owners.set(owner.processId, owner);
    return opening;
  }

  /** Takes a process's sessions from it if it is dead: its worker says so, or nothing listens at its address any more. */
  bury(owner: SessionOwner): Promise<boolean> {
    const { processId } = owner;
    const known = this.#burials.get(processId);
    if (known !== undefined) return known;
    const burial = this.#bury(owner).finally(() => this.#burials.delete(processId));
    this.#burials.set(processId, burial);
    return burial;
  }

  /** Workers of the links that are open or opening. */
  get workerIds(): readonly string[] {
    return [...this.#owners.values()].map(({ workerId }) => workerId);
  }

  /** A worker has no lease any more: its links lead nowhere. */
  lose(workerId: string): void {
    for (const [processId, owner] of this.#owners) {
      if (owner.workerId !== workerId) continue;
      this.#links.get(processId)?.then(
        (link) => link.abandon(),
        () => {}, // it did not come to be
      );
    }
  }

  /** Closes all links; nobody is told that they are lost. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const links = await Promise.allSettled(this.#links.values());
    this.#links.clear();
    for (const link of links) if (link.status === "fulfilled") link.value.close();
  }

  async #bury(owner: SessionOwner): Promise<boolean> {
    const isDead =
      this.#isLost(owner.workerId) ||
      ((await this.#isDead(owner)) ?? (await this.#isSilent(owner)));
    if (isDead) await this.#onBuried(owner);
    return isDead;
  }

  /** Nobody can be asked: an address that refuses is proof, and so is a worker that has lost its lease. */
  async #isSilent(owner: SessionOwner): Promise<boolean> {
    const { withinMs, pauseMs } = this.#dying;
    const end = performance.now() + withinMs;
    for (;;) {
      const address = await this.#routes.addressOf(owner);
      if (address === undefined ? this.#isJudging() : await refuses(address)) return true;
      if (performance.now() > end) return false;
      await sleep(pauseMs); // without its worker it is about to end
    }
  }

  async #open(owner: SessionOwner): Promise<AppLink> {
    let isOpen = false;
    const onLost = (): void => {
      this.#links.delete(owner.processId);
      this.#owners.delete(owner.processId);
      if (isOpen && !this.#isStopped) this.#hooks.onLost(link);
    };
    const link = new AppLink(owner, this.#gatewayId, {
      ...this.#hooks,
      onLost,
      memory: this.#memory,
    });
    const route = await this.#routes.find(owner).catch((error: unknown) => {
      onLost(); // the next one who asks looks again
      throw error;
    });
    await link.connect(route);
    isOpen = true;
    return link;
  }
}

/** Whether a machine answers that nobody listens there; silence says nothing. */
async function refuses(address: NetConnectOpts): Promise<boolean> {
  const socket = connect(address);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.setTimeout(silenceMs, () => resolve(false));
  socket.on("connect", () => resolve(false));
  socket.on("error", (error) => {
    resolve(["ECONNREFUSED", "ENOENT"].includes(systemCodeOf(error) ?? ""));
  });
  const isRefused = await promise;
  socket.destroy();
  return isRefused;
}
