import type { Catalog } from "@flotilla/objects";
import { decodeLiveRelease, releaseChannel } from "@flotilla/protocol";
import { type Logger, parseDuration } from "@flotilla/service-kit";
import type { Bus, Undo } from "@flotilla/store";
import type { AppProcess } from "../process/app-process.ts";

/** What following releases needs. */
export interface RollOutsParts {
  readonly catalog: Catalog;
  readonly bus: Bus;
  readonly processes: () => readonly AppProcess[];
  readonly logger: Logger;
}

interface Plan {
  readonly movesSessions: boolean;
  readonly deadlineMs: number;
}

const defaultDeadlineMs = 600_000;
/** A hint may be lost. */
const lookMs = 15_000;

/** Follows which releases are live: processes of others end with their last sessions, which move if the live release says so. */
export class RollOuts {
  readonly #parts: RollOutsParts;
  /** Processes of releases that are not live, and the live ones that their sessions go to (empty: they stay). */
  readonly #outdated = new WeakMap<object, string>();
  #undo: Undo | undefined;
  #lookedAt = 0;

  constructor(parts: RollOutsParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const { bus, logger } = this.#parts;
    this.#undo = await bus.subscribe(releaseChannel, (payload) => {
      const hint = decodeLiveRelease(payload);
      if (hint === undefined) return;
      this.#follow(hint.team, hint.app).catch((err: unknown) =>
        logger.warn({ err, app: `${hint.team}/${hint.app}` }, "release not followed"),
      );
    });
  }

  async stop(): Promise<void> {
    const undo = this.#undo;
    this.#undo = undefined;
    await undo?.().catch(() => {}); // a store that is away tells nothing any more
  }

  /** Whether a process only waits for its sessions to end or to leave. */
  isOutdated(process: object): boolean {
    return this.#outdated.has(process);
  }

  /** Called now and then: looks for releases that nobody has told of. */
  async check(): Promise<void> {
    const now = performance.now();
    if (now - this.#lookedAt < lookMs) return;
    this.#lookedAt = now;
    const apps = new Map(
      this.#parts.processes().map(({ order: { team, app } }) => [`${team}/${app}`, { team, app }]),
    );
    for (const { team, app } of apps.values()) await this.#follow(team, app);
  }

  async #follow(team: string, app: string): Promise<void> {
    const { catalog } = this.#parts;
    const ofApp = ({ order }: AppProcess): boolean => order.team === team && order.app === app;
    if (!this.#parts.processes().some(ofApp)) return;
    const live = (await catalog.app(team, app))?.live;
    if (live === undefined || live === null) return;
    const plan = await this.#plan(team, app, live);
    for (const process of this.#parts.processes()) {
      if (ofApp(process)) this.#apply(process, live, plan);
    }
  }

  #apply(process: AppProcess, live: string, { movesSessions, deadlineMs }: Plan): void {
    const before = this.#outdated.get(process);
    if (process.order.release === live) {
      this.#outdated.delete(process);
      if (before) process.keep();
      return;
    }
    const target = movesSessions ? live : "";
    if (before === target) return;
    this.#outdated.set(process, target);
    if (movesSessions) process.handOver("live", deadlineMs);
    else if (before) process.keep();
  }

  /** The release that is live decides what becomes of the sessions of others. */
  async #plan(team: string, app: string, live: string): Promise<Plan> {
    const settings = (await this.#parts.catalog.release(team, app, live))?.settings.deploy;
    const { sessions, deadline } = Object(settings) as Record<string, unknown>;
    const ms = typeof deadline === "string" ? parseDuration(deadline) : undefined;
    return { movesSessions: sessions === "move", deadlineMs: ms ?? defaultDeadlineMs };
  }
}
